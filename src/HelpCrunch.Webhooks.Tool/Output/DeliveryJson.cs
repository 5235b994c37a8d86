using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Tool.Output;

/// <summary>Writes the result of parsing a body as one line of JSON, for scripts.</summary>
internal static class DeliveryJson
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions EventOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string source, WebhookParseResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("source", source);
            result.Match(
                webhookEvent => WriteEvent(json, webhookEvent),
                error => WriteError(json, error));
            json.WriteEndObject();
        }

        return PrintableText.EscapeJson(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static Utf8JsonWriter WriteEvent(Utf8JsonWriter json, WebhookEvent webhookEvent)
    {
        json.WritePropertyName("event");
        JsonSerializer.Serialize(json, webhookEvent, EventOptions);
        json.WriteStartArray("drift");
        foreach (var drift in webhookEvent.GetDrift())
        {
            json.WriteStartObject();
            json.WriteString("kind", drift.Kind.ToString());
            json.WriteString("path", drift.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return json;
    }

    private static Utf8JsonWriter WriteError(Utf8JsonWriter json, WebhookParseError error)
    {
        json.WriteStartObject("error");
        json.WriteString("code", error.Code.ToString());
        json.WriteString("message", error.Message);
        json.WriteString("path", error.Path);
        json.WriteNumber("line", error.LineNumber);
        json.WriteNumber("byte", error.BytePositionInLine);
        json.WriteEndObject();
        return json;
    }
}
