using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>The documented chat event, compact as HelpCrunch sends it, with the given id and attempts, as a complete HTTP request.</summary>
internal static class Delivery
{
    private const int IdLength = 36;
    private static readonly (string Start, string End) Template = ReadTemplate();

    private static ReadOnlySpan<byte> Secret => "made-up-signing-key"u8;

    private static ReadOnlySpan<byte> SignatureHeader => "X-HelpCrunch-Signature: "u8;

    public static WebhookSigningKey Key { get; } = new("made-up-signing-key", "2026");

    public static int BodyLength { get; } = Body(Guid.Empty.ToString(), 0).Length;

    public static byte[] Request(string path, string id, int attempts = 0, WebhookSigningKey? key = null)
    {
        var body = Body(id, attempts);
        var head = $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{WebhookSignature.HeaderName}: {WebhookSignature.Compute(body, key ?? Key)}\r\nContent-Length: {body.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <summary>Replaces the id of a request with a new UUID in place, so that the measurement contains no garbage of the client.</summary>
    public static void Renew(byte[] request)
    {
        var body = request.AsSpan(request.Length - BodyLength);
        Guid.NewGuid().TryFormat(body.Slice(body.Length - IdLength - "\"}".Length, IdLength), out _);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(Secret, body, hash);
        var signature = request.AsSpan().IndexOf(SignatureHeader) + SignatureHeader.Length;
        Convert.TryToHexStringLower(hash, request.AsSpan(signature, hash.Length * 2), out _);
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
