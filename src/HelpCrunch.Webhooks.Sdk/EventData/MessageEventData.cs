using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The data of a message event: the message, its sender and its chat. Wire name <c>eventData</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial record MessageEventData
{
    /// <summary>
    /// The id of the chat, wire name <c>chat_id</c> (in snake case, unlike the other names): a JSON integer, also read from a string.
    /// </summary>
    public required long ChatId { get; init; }

    /// <summary>
    /// The agent who sent the message, wire name <c>agent</c>: a JSON object. Null when a customer sent the message. Inferred: null when
    /// a bot sent it. The properties are documented for the REST API only.
    /// </summary>
    public ChatAgent? Agent { get; init; }

    /// <summary>
    /// The customer, wire name <c>customer</c>: a JSON object. Null when it is null or absent. Null is documented for the REST API only.
    /// </summary>
    public ChatCustomer? Customer { get; init; }

    /// <summary>
    /// The message, wire name <c>message</c>: a JSON object. Null when it is null or absent. Null is not documented.
    /// </summary>
    public ChatMessage? Message { get; init; }

    /// <inheritdoc cref="WebhookEvent.AdditionalProperties" />
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties
    {
        get;
        init => field = Sdk.AdditionalProperties.From(value);
    } = Sdk.AdditionalProperties.Empty;

    /// <summary>Returns the CLR type and the id. The text does not contain personal data.</summary>
    public override string ToString() => $"MessageEventData {{ ChatId = {ChatId} }}";
}
