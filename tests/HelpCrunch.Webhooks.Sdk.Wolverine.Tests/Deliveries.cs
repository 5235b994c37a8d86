using System.Text;
using HelpCrunch.Webhooks.Sdk.Testing;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>Signed requests in the format of HelpCrunch.</summary>
internal static class Deliveries
{
    public const string Path = "/webhooks/helpcrunch";

    public static WebhookSigningKey Key { get; } = new("made-up-signing-key", "2026");

    public static string Rated(string id, int chat = 743, int attempts = 0) => $$$"""
        {"event":"chat.rated","eventData":{"chat_id":{{{chat}}},"rating":"poor"},"attempts":{{{attempts}}},"lastAttemptAt":1785585595,"createdAt":1785585590,"id":"{{{id}}}"}
        """;

    public static async Task<int> PostAsync(this HttpClient client, string body, string? traceParent = null)
    {
        using var request = new SignedWebhook(Encoding.UTF8.GetBytes(body), Key).ToHttpRequestMessage(Path);
        if (traceParent is not null)
        {
            request.Headers.Add("traceparent", traceParent);
        }

        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
