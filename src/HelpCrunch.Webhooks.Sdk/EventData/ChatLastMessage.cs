using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A summary of the last message of a chat.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial record ChatLastMessage
{
    /// <summary>
    /// The id of the message, wire name <c>id</c>: a JSON integer, also read from a string.
    /// </summary>
    public required long Id { get; init; }

    /// <summary>
    /// The text, wire name <c>text</c>: a JSON string. It can be a system token, such as <c>set_rating</c>. Null when it is null or absent.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>
    /// When the message was sent, wire name <c>createdAt</c>: a JSON string of UNIX seconds with three decimals, also read from a number.
    /// Null when it is absent or cannot be read.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>
    /// The id of the agent who sent the message. Its wire name is not documented, so it is read from <c>agentId</c>, <c>agent</c> and
    /// <c>agent_id</c>: a JSON integer, a string of an integer, or an object with an <c>id</c>. An object, and a second id that differs, are
    /// also preserved in <see cref="AdditionalProperties"/>. Written as <c>agentId</c>. Null when a customer sent the message.
    /// </summary>
    public long? AgentId { get; init; }

    /// <inheritdoc cref="WebhookEvent.AdditionalProperties" />
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties
    {
        get;
        init => field = Sdk.AdditionalProperties.From(value);
    } = Sdk.AdditionalProperties.Empty;

    /// <summary>Returns the CLR type and the id. The text does not contain personal data.</summary>
    public override string ToString() => $"ChatLastMessage {{ Id = {Id} }}";
}
