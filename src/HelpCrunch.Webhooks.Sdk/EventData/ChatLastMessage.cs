using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The last message of a chat, in short.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial record ChatLastMessage
{
    /// <summary>
    /// The id of the message, wire name <c>id</c>: a JSON integer, read from a string of one too.
    /// </summary>
    public required long Id { get; init; }

    /// <summary>
    /// The text, wire name <c>text</c>: a JSON string. May be a token of the system, such as <c>set_rating</c>. Null when it is
    /// null or absent.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>
    /// When the message was sent, wire name <c>createdAt</c>. A JSON string of UNIX seconds with three decimals; read from a number too.
    /// Null only when it is absent or cannot be read.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>
    /// The id of the agent who sent the message. Documented in words only, so it is read from <c>agent</c>, <c>agentId</c> or
    /// <c>agent_id</c>: a JSON integer, a string of one, or an object with an <c>id</c>, which stays in
    /// <see cref="AdditionalProperties"/> as well; so does one that says otherwise, where there are two. Written as <c>agentId</c>.
    /// Null on a customer's message.
    /// </summary>
    public long? AgentId { get; init; }

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
    public override string ToString() => $"ChatLastMessage {{ Id = {Id} }}";
}
