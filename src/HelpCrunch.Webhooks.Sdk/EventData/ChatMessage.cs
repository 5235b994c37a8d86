using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A message of a chat.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial record ChatMessage
{
    /// <summary>
    /// The id of the application (the website or app), wire name <c>applicationId</c>: a JSON integer. Null when it is null or absent.
    /// </summary>
    public long? ApplicationId { get; init; }

    /// <summary>
    /// The kind of broadcast that the message belongs to, wire name <c>broadcastType</c>: a JSON string. Null when it does not belong
    /// to a broadcast. Null is the only value documented for webhooks.
    /// </summary>
    public BroadcastType? BroadcastType { get; init; }

    /// <summary>
    /// When the message was sent, wire name <c>createdAt</c>: a JSON string of UNIX seconds with three decimals, also read from a number.
    /// Null when it is absent or cannot be read.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>
    /// Whether the message was edited, wire name <c>edited</c>: a JSON boolean. 0 and 1 are read too. Null when it is null or absent.
    /// </summary>
    public bool? Edited { get; init; }

    /// <summary>
    /// The id of the message, wire name <c>id</c>: a JSON integer, also read from a string.
    /// </summary>
    public required long Id { get; init; }

    /// <summary>
    /// Whether the message was read, wire name <c>read</c>: a JSON boolean. 0 and 1 are read too. Null when it is null or absent.
    /// </summary>
    public bool? Read { get; init; }

    /// <summary>
    /// The text, wire name <c>text</c>: a JSON string, which can be Markdown. In a file message it can be only the id or URL of the file.
    /// Null when it is null or absent.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>
    /// When the message was last edited, wire name <c>updatedAt</c>: a JSON string of UNIX seconds with three decimals, also read from a number.
    /// Null when it was never edited.
    /// </summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <inheritdoc cref="WebhookEvent.AdditionalProperties" />
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties
    {
        get;
        init => field = Sdk.AdditionalProperties.From(value);
    } = Sdk.AdditionalProperties.Empty;

    /// <summary>Returns the CLR type and the id. The text does not contain personal data.</summary>
    public override string ToString() => $"ChatMessage {{ Id = {Id} }}";
}
