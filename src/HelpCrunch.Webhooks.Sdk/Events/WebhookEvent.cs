using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// A webhook of HelpCrunch: the envelope that all events share. Closed: it is a <see cref="ChatEvent"/>, a
/// <see cref="CustomerEvent"/>, a <see cref="MessageEvent"/>, an <see cref="UnknownEvent"/> or a <see cref="CustomEvent{TData}"/>.
/// </summary>
/// <remarks>HelpCrunch adds events over time, so a <c>switch</c> over events wants a default arm.</remarks>
[JsonConverter(typeof(WebhookEventJsonConverter<WebhookEvent>))]
public abstract record WebhookEvent : IWireRecord
{
    /// <summary>
    /// The type of the event, wire name <c>event</c>: a JSON string such as <c>chat.snoozed</c>; see
    /// <see cref="WebhookEventTypes"/>. Never null.
    /// </summary>
    public string EventType => EventTypeCore;

    /// <summary>
    /// The id of the webhook, wire name <c>id</c>: a JSON string, a UUID in HelpCrunch's examples. That it stays the same on a
    /// retry is inferred; use it to recognise one. Never null.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The number of attempts before this one, wire name <c>attempts</c>: a JSON integer. 0 on the first delivery, and when it is absent.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// When the webhook was created, wire name <c>createdAt</c>. A JSON integer of UNIX seconds; read from a string too. Null only
    /// when it is absent or cannot be read.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>
    /// When this attempt was made, wire name <c>lastAttemptAt</c>. A JSON integer of UNIX seconds; read from a string too. Null
    /// only when it is absent or cannot be read.
    /// </summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>
    /// What the envelope had beyond the members above, by wire name: properties that this version does not model, and documented
    /// ones whose value could not be read as documented. Never null; empty as a rule. Written back on serialisation.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties
    {
        get;
        init => field = Sdk.AdditionalProperties.From(value);
    } = Sdk.AdditionalProperties.Empty;

    /// <summary>What was read of the envelope, beside the id.</summary>
    internal Envelope Envelope
    {
        init
        {
            Attempts = value.Attempts;
            LastAttemptAt = value.LastAttemptAt;
            CreatedAt = value.CreatedAt;
            if (value.AdditionalProperties is { } leftovers) AdditionalProperties = leftovers;
        }
    }

    /// <summary>
    /// Lists what the wire had that this version does not understand: an unknown event, unknown properties, documented ones that
    /// could not be read, unknown words of open values. Costs nothing until it is called.
    /// </summary>
    /// <returns>The places in the order that HelpCrunch documents, the unknown properties of an object last. Never null; empty as a rule.</returns>
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

    /// <summary>The type, the event's type and its id; nothing personal.</summary>
    /// <remarks>
    /// A logger that writes an object property by property, such as Serilog for <c>{@Event}</c>, does not call this method and writes
    /// personal data. The page Observability shows the rule that prevents it.
    /// </remarks>
    public sealed override string ToString() =>
        $"{GetType().Name.Split('`')[0]} {{ EventType = {LogSanitizer.Sanitize(EventType)}, Id = {LogSanitizer.Sanitize(Id)} }}";

    /// <summary>The leaf's <c>event</c>. Being out of reach of other assemblies, it also closes the union, its families too.</summary>
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
}
