global using static Request;
using HelpCrunch.Webhooks.Sdk;

/// <summary>What the README's code has at hand: the key, the bytes of a request and its header.</summary>
internal static class Request
{
    public static readonly string signingSecret = "made-up-signing-key";
    public static readonly byte[] body = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "message.chat.customer.json"));
    public static readonly string? signatureHeader = WebhookSignature.Compute(body, new WebhookSigningKey(signingSecret));
}
