using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The base type of all events, with the members of the envelope. An event is a <see cref="ChatEvent"/>, a <see cref="CustomerEvent"/>, a
/// <see cref="MessageEvent"/>, an <see cref="UnknownEvent"/> or a <see cref="CustomEvent{TData}"/>. Other assemblies cannot derive from it.
/// </summary>
/// <remarks>HelpCrunch adds events over time, so a <c>switch</c> over events needs a default arm.</remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public abstract record WebhookEvent : IWireRecord
{
    private protected WebhookEvent()
    {
    }

    /// <summary>
    /// The event type, wire name <c>event</c>: a JSON string such as <c>chat.snoozed</c>. <see cref="WebhookEventTypes"/> lists the
    /// documented event types.
    /// </summary>
    public string EventType => EventTypeCore;

    /// <summary>
    /// The id of the webhook, wire name <c>id</c>: a JSON string, which is a UUID in HelpCrunch's examples. Use it to recognize a
    /// redelivery. Inferred: a redelivery has the same id. A blank id identifies nothing, so do not skip an event with a blank id as already
    /// handled. If HelpCrunch sends a number, the id is the text of the number, and <see cref="GetDrift"/> reports it.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The number of earlier attempts, wire name <c>attempts</c>: a JSON integer. 0 on the first delivery, and when it is absent or cannot be read.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// When the webhook was created, wire name <c>createdAt</c>: a JSON integer of UNIX seconds, also read from a string. Null when it is
    /// absent or cannot be read.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>
    /// When this attempt was made, wire name <c>lastAttemptAt</c>: a JSON integer of UNIX seconds, also read from a string. Null when it is
    /// absent or cannot be read.
    /// </summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>
    /// The unknown properties of the JSON object, and the documented properties whose values could not be read, by wire name. Usually empty.
    /// Serialization writes them back.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties
    {
        get;
        init => field = Sdk.AdditionalProperties.From(value);
    } = Sdk.AdditionalProperties.Empty;

    /// <summary>The members of the envelope, except the id.</summary>
    internal Envelope Envelope
    {
        init
        {
            Attempts = value.Attempts;
            LastAttemptAt = value.LastAttemptAt;
            CreatedAt = value.CreatedAt;
            if (value.AdditionalProperties is { } additional) AdditionalProperties = additional;
        }
    }

    /// <summary>
    /// Gets the drift of the webhook: the differences between it and the model of this version of the SDK. These are an unknown event type,
    /// unknown properties, documented properties whose values could not be read, and open values with an unknown text. Each call computes
    /// the list.
    /// </summary>
    /// <returns>The drift, in the documented order of the properties. The unknown properties of an object come last. Usually empty.</returns>
    public IReadOnlyList<WebhookDrift> GetDrift()
    {
        var found = new List<WebhookDrift>();
        if (this is UnknownEvent)
        {
            found.Add(new WebhookDrift(WebhookDriftKind.UnknownEvent, "$.event"));
        }

        DriftFinder.Find(found, this, "$");
        return found.AsReadOnly();
    }

    /// <summary>Returns the CLR type, the event type and the id. The text does not contain personal data.</summary>
    /// <remarks>
    /// A logger that writes an object property by property, such as Serilog for <c>{@Event}</c>, does not call this method and writes
    /// personal data. The page docs/observability.md shows how to prevent that.
    /// </remarks>
    public sealed override string ToString() =>
        $"{GetType().Name.Split('`')[0]} {{ EventType = {LogSanitizer.Sanitize(EventType)}, Id = {LogSanitizer.Sanitize(Id)} }}";

    /// <summary>The event type. It is not accessible to other assemblies, so they cannot derive from this type or from a family.</summary>
    private protected abstract string EventTypeCore { get; }

    /// <summary>Visits <c>eventData</c>.</summary>
    private protected abstract void VisitEventData(WireVisitor wire);

    void IWireRecord.Visit(WireVisitor wire)
    {
        wire.EventType(EventType);
        VisitEventData(wire);
        wire.Count("attempts", Attempts);
        wire.TimestampNumber("lastAttemptAt", LastAttemptAt);
        wire.TimestampNumber("createdAt", CreatedAt);
        wire.EventId(Id);
    }

    [OnSerializing]
    private void OnSerializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();

    [OnDeserializing]
    private void OnDeserializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();
}

/// <summary>The base type of events with typed data.</summary>
/// <typeparam name="TData">The type of <c>eventData</c>.</typeparam>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public abstract record WebhookEvent<TData> : WebhookEvent
{
    private readonly TData _eventData = default!;

    private protected WebhookEvent()
    {
    }

    /// <summary>The data of the event, wire name <c>eventData</c>.</summary>
    /// <remarks>A <see cref="JsonElement"/> is copied, so it can be used after its <see cref="JsonDocument"/> is disposed.</remarks>
    public required TData EventData
    {
        get => EventDataCore;

        // Clone does not copy an element that the parser read, because that does not belong to a disposable document.
        init => _eventData = value is JsonElement { ValueKind: not JsonValueKind.Undefined } element ? (TData)(object)element.Clone() : value;
    }

    /// <summary>The value that <see cref="EventData"/> returns. An event whose data may be absent overrides it.</summary>
    private protected virtual TData EventDataCore => _eventData;

    /// <summary>Determines whether the other event has the same type, members, data and additional properties.</summary>
    /// <param name="other">The other event.</param>
    public virtual bool Equals(WebhookEvent<TData>? other) =>
        ReferenceEquals(this, other) || (base.Equals(other) && DataEquality<TData>.Comparer.Equals(_eventData, other!._eventData));

    /// <inheritdoc />
    public override int GetHashCode() =>
        unchecked((base.GetHashCode() * 31) + (_eventData is null ? 0 : DataEquality<TData>.Comparer.GetHashCode(_eventData)));
}
