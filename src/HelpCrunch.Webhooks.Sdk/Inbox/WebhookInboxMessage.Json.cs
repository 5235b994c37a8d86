using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <content>How a message is stored.</content>
public sealed partial class WebhookInboxMessage
{
    // A storage format: an older or newer version of the SDK can read the message, so properties are only added, and unknown ones are ignored.
    internal static WebhookInboxMessage Read(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"The JSON is not a stored HelpCrunch delivery: it is a JSON {json.TokenType}, not an object.");
        }

        byte[]? body = null;
        string? name = null, id = null, eventType = null, groupId = null, endpointName = null, account = null, keyName = null;
        DateTimeOffset? receivedAt = null;
        try
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                name = null;
                name = json.GetString();
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
            throw new JsonException(
                $"The stored HelpCrunch delivery cannot be read, because {(name is null ? "the name of a property is not Unicode text" : $"the property '{name}' has a JSON {json.TokenType} that is not valid")}.",
                exception);
        }

        return body is null
            ? throw new JsonException("The JSON is not a stored HelpCrunch delivery, because the property 'body' is missing.")
            : new WebhookInboxMessage(body, id, eventType, groupId, endpointName ?? "", account, keyName, receivedAt);
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteString("id", Id);
        WriteString("eventType", EventType);
        WriteString("groupId", GroupId);
        WriteString("endpointName", EndpointName.Length == 0 ? null : EndpointName);
        WriteString("account", Account);
        WriteString("keyName", KeyName);
        if (ReceivedAt is { } receivedAt)
        {
            json.WriteString("receivedAt", receivedAt);
        }

        json.WriteBase64String("body", Body.Span);
        json.WriteEndObject();

        void WriteString(string name, string? value)
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }
    }
}
