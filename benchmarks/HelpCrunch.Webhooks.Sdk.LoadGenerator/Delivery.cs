using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>The documented chat event, compact as HelpCrunch sends it, with an id and attempts of one's own, as a whole HTTP request.</summary>
internal static class Delivery
{
    private static readonly (string Start, string End) Template = ReadTemplate();

    public static WebhookSigningKey Key { get; } = new("made-up-signing-key", "2026");

    public static int BodyLength => Body(Guid.Empty.ToString(), 0).Length;

    public static byte[] Request(string path, string id, int attempts = 0, WebhookSigningKey? key = null)
    {
        var body = Body(id, attempts);
        var head = $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{WebhookSignature.HeaderName}: {WebhookSignature.Compute(body, key ?? Key)}\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static byte[] Body(string id, int attempts) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Template.Start}{attempts}{Template.End}{id}\"}}"));

    private static (string Start, string End) ReadTemplate()
    {
        using var resource = typeof(Delivery).Assembly.GetManifestResourceStream("chat.snoozed.json")!;
        using var document = JsonDocument.Parse(resource);
        var properties = document.RootElement;
        var data = JsonSerializer.Serialize(properties.GetProperty("eventData"), JsonSerializerOptions.Web);
        return ("{\"event\":\"chat.snoozed\",\"eventData\":" + data + ",\"attempts\":", ",\"lastAttemptAt\":1607542030,\"createdAt\":1607542030,\"id\":\"");
    }
}
