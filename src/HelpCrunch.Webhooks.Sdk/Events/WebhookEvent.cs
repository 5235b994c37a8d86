using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// A HelpCrunch webhook: the envelope that all events share. It is a <see cref="ChatEvent"/>, a <see cref="CustomerEvent"/>, a
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
    /// The type of the event, wire name <c>event</c>: a JSON string such as <c>chat.snoozed</c>. <see cref="WebhookEventTypes"/> lists the
    /// documented types.
    /// </summary>
    public string EventType => EventTypeCore;

    /// <summary>
    /// The id of the webhook, wire name <c>id</c>: a JSON string, a UUID in HelpCrunch's examples. Use it to recognize a redelivery; that
    /// a redelivery has the same id is inferred, not documented.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The number of earlier attempts, wire name <c>attempts</c>: a JSON integer. 0 on the first delivery and when it is absent.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// When the webhook was created, wire name <c>createdAt</c>: a JSON integer of UNIX seconds, also read from a string. Null only when it
    /// is absent or cannot be read.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>
    /// When this attempt was made, wire name <c>lastAttemptAt</c>: a JSON integer of UNIX seconds, also read from a string. Null only when
    /// it is absent or cannot be read.
    /// </summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>
    /// What the JSON object has beyond the members of this type, by wire name: properties that this version does not model, and documented
    /// properties whose value could not be read. Usually empty. Written back on serialization.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties
    {
        get;
        init => field = Sdk.AdditionalProperties.From(value);
    } = Sdk.AdditionalProperties.Empty;

    /// <summary>What was read of the envelope, except the id.</summary>
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
    /// Lists what this version of the SDK does not understand in the webhook: an unknown event, unknown properties, documented properties
    /// that could not be read, and unknown values of open values. The list is computed by each call.
    /// </summary>
    /// <returns>The drift in the documented order, with the unknown properties of an object last. Usually empty.</returns>
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

    /// <summary>Returns the CLR type, the event type and the id. The text holds no personal data.</summary>
    /// <remarks>
    /// A logger that writes an object property by property, such as Serilog for <c>{@Event}</c>, does not call this method and writes
    /// personal data. The page Observability shows the rule that prevents it.
    /// </remarks>
    public sealed override string ToString() =>
        $"{GetType().Name.Split('`')[0]} {{ EventType = {LogSanitizer.Sanitize(EventType)}, Id = {LogSanitizer.Sanitize(Id)} }}";

    /// <summary>The event type. Because it is not accessible to other assemblies, they cannot derive from this type or from a family.</summary>
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
        wire.Text("id", Id);
    }

    [OnSerializing]
    private void OnSerializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();

    [OnDeserializing]
    private void OnDeserializing(StreamingContext context) => throw UnsupportedSerializer.CreateException();
}

/// <summary>A HelpCrunch webhook with its data.</summary>
/// <typeparam name="TData">The type of <c>eventData</c>.</typeparam>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public abstract record WebhookEvent<TData> : WebhookEvent
{
    private readonly TData _eventData = default!;

    private protected WebhookEvent()
    {
    }

    /// <summary>The data of the event, wire name <c>eventData</c>.</summary>
    public required TData EventData
    {
        get => EventDataCore;
        init => _eventData = value;
    }

    /// <summary>The data as <see cref="EventData"/> returns it. An event whose data may be absent overrides it.</summary>
    private protected virtual TData EventDataCore => _eventData;

    /// <summary>Whether the other event has the same type, data and additional properties.</summary>
    /// <param name="other">The other event.</param>
    public virtual bool Equals(WebhookEvent<TData>? other) =>
        ReferenceEquals(this, other) || (base.Equals(other) && DataEquality<TData>.Comparer.Equals(_eventData, other!._eventData));

    /// <inheritdoc />
    public override int GetHashCode() =>
        unchecked((base.GetHashCode() * 31) + (_eventData is null ? 0 : DataEquality<TData>.Comparer.GetHashCode(_eventData)));
}
