global using static Request;
using HelpCrunch.Webhooks.Sdk;

/// <summary>The variables that the README's code uses: the key, the bytes of a request and its header.</summary>
internal static class Request
{
    public static readonly string signingSecret = "made-up-signing-key";
    public static readonly byte[] body = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "message.chat.customer.json"));
    public static readonly string? signatureHeader = WebhookSignature.Compute(body, new WebhookSigningKey(signingSecret));
}
