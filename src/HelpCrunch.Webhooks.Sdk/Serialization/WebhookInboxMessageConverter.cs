using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Reads and writes the stored form of a <see cref="WebhookInboxMessage"/>. It is public because source-generated contexts refer to it; you do
/// not need it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WebhookInboxMessageConverter : JsonConverter<WebhookInboxMessage>
{
    /// <inheritdoc />
    public override WebhookInboxMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => WebhookInboxMessage.Read(ref reader);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, WebhookInboxMessage value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);

        value.Write(writer);
    }
}
