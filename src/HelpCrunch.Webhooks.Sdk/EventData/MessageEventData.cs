using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The message that a message event is about, and its chat; wire name <c>eventData</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial record MessageEventData
{
    /// <summary>
    /// The id of the chat, wire name <c>chat_id</c> (snake_case, among camelCase neighbours): a JSON integer, read from a string
    /// of one too.
    /// </summary>
    public required long ChatId { get; init; }

    /// <summary>
    /// The agent who sent the message, wire name <c>agent</c>: a JSON object. Null on a customer's message; to be expected null on
    /// a bot's too. What it holds is documented for the REST API only.
    /// </summary>
    public ChatAgent? Agent { get; init; }

    /// <summary>
    /// The customer, wire name <c>customer</c>: a JSON object. Null when the wire sends <c>null</c> or leaves it out, which is
    /// documented for the REST API only.
    /// </summary>
    public ChatCustomer? Customer { get; init; }

    /// <summary>
    /// The message, wire name <c>message</c>: a JSON object. Null when it is null or absent, which is not documented.
    /// </summary>
    public ChatMessage? Message { get; init; }

    /// <summary>
    /// What the object had beyond the members above, by wire name: properties that this version does not model, and documented
    /// ones whose value could not be read as documented. Never null; empty as a rule. Written back on serialisation.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties
    {
        get;
        init => field = Sdk.AdditionalProperties.From(value);
    } = Sdk.AdditionalProperties.Empty;

    /// <summary>The type and the id; nothing personal.</summary>
    public override string ToString() => $"MessageEventData {{ ChatId = {ChatId} }}";
}
