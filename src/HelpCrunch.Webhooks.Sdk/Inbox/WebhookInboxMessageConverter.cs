using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Reads and writes the stored form of a message. It is public because source-generated contexts refer to it; you do not need it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WebhookInboxMessageConverter : JsonConverter<WebhookInboxMessage>
{
    // A storage format: an older or newer version of the SDK can read the message, so properties are only added, and unknown ones are ignored.
    internal static WebhookInboxMessage Read(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        byte[]? body = null;
        string? id = null, eventType = null, groupId = null, endpointName = null, account = null, keyName = null;
        DateTimeOffset? receivedAt = null;
        try
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString();
                json.Read();
                switch (name)
                {
                    case "body": body = json.GetBytesFromBase64(); break;
                    case "id": id = json.GetString(); break;
                    case "eventType": eventType = json.GetString(); break;
                    case "groupId": groupId = json.GetString(); break;
                    case "endpointName": endpointName = json.GetString(); break;
                    case "account": account = json.GetString(); break;
                    case "keyName": keyName = json.GetString(); break;
                    case "receivedAt": receivedAt = json.GetDateTimeOffset(); break;
                    default: json.Skip(); break;
                }
            }
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new JsonException(null, exception);
        }

        return body is null
            ? throw new JsonException("The JSON is not a stored HelpCrunch delivery, because the property 'body' is missing.")
            : new WebhookInboxMessage(body, id, eventType, groupId, endpointName ?? "", account, keyName, receivedAt);
    }

    internal static void Write(Utf8JsonWriter json, WebhookInboxMessage message)
    {
        json.WriteStartObject();
        WriteString("id", message.Id);
        WriteString("eventType", message.EventType);
        WriteString("groupId", message.GroupId);
        WriteString("endpointName", message.EndpointName);
        WriteString("account", message.Account);
        WriteString("keyName", message.KeyName);
        if (message.ReceivedAt is { } receivedAt)
        {
            json.WriteString("receivedAt", receivedAt);
        }

        json.WriteBase64String("body", message.Body.Span);
        json.WriteEndObject();

        void WriteString(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                json.WriteString(name, value);
            }
        }
    }

    /// <inheritdoc />
    public override WebhookInboxMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, WebhookInboxMessage value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);

        Write(writer, value);
    }
}
