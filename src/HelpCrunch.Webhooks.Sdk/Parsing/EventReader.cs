using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Reads the envelope, and through its shape the data.</summary>
internal static class EventReader
{
    /// <summary>
    /// The event at the walk's place, at whose end the walk then stands. Null with a <paramref name="fault"/> when nothing
    /// useful is left without what is missing; <paramref name="envelope"/> has what could be read even then, and even when the
    /// body breaks off with a <see cref="JsonException"/>.
    /// </summary>
    public static WebhookEvent? Read(ref WireReader wire, EventRegistry map, ref Envelope envelope, out EventReadError fault)
    {
        var parts = new EventReadState { Start = wire.Start };
        wire.TryEnter(out var outer); // The caller has seen that it is an object.
        while (wire.MoveToNextProperty())
        {
            if (wire.TryMatchProperty("event"u8))
            {
                parts.EventTypeStart = wire.Start;
                envelope.Shape = wire.TryUtf8(out var eventType) ? map.Find(eventType) : null;
                envelope.EventType = envelope.Shape?.EventType;
                wire.SkipToEnd();
                wire.Next();
            }

            if (wire.TryMatchProperty("eventData"u8))
            {
                parts.ReadData(ref wire, envelope.Shape);
                wire.Next();
            }

            if (wire.TryMatchProperty("attempts"u8)) envelope.Attempts = wire.Count();
            if (wire.TryMatchProperty("lastAttemptAt"u8)) envelope.LastAttemptAt = wire.Timestamp();
            if (wire.TryMatchProperty("createdAt"u8)) envelope.CreatedAt = wire.Timestamp();
            if (wire.TryMatchProperty("id"u8))
            {
                parts.IdStart = wire.Start;
                envelope.Id = wire.Text();
                parts.ThrownAtId = envelope.Id is null ? wire.ThrownAt(parts.IdStart.Value) : null;
            }
        }

        envelope.AdditionalProperties = wire.TakeAdditionalProperties();
        wire.Leave(outer, out _);

        fault = default;
        return parts.Data is not null && parts.Shape == envelope.Shape && envelope.Id is not null && wire.Converters is null
            ? parts.Shape!.Create(parts.Data, envelope.Id, envelope)
            : Finish(wire, parts, envelope, out fault);
    }

    // Apart, because most bodies do not come here: a process's first event would wait until this is compiled.
    private static WebhookEvent? Finish(in WireReader wire, EventReadState parts, in Envelope envelope, out EventReadError fault)
    {
        if (envelope.Shape is not { } shape)
        {
            return Fault(out fault, EventReadErrorKind.MissingEventType, "$.event", parts.EventTypeStart ?? parts.Start);
        }

        if (envelope.Id is not { } id)
        {
            return Fault(out fault, EventReadErrorKind.MissingId, "$.id", parts.IdStart ?? parts.Start, parts.ThrownAtId);
        }

        fault = default;
        if (wire.Converters is not null)
        {
            var whole = wire.Slice(parts.Start, wire.End);
            if (shape.TryReadEventWithCustomConverter(ref whole, out var own))
            {
                return own;
            }
        }

        if (shape != parts.Shape)
        {
            // `event` came after `eventData`, as JSON allows; or it came twice, and the last one counts.
            parts.ReadDataAgain(wire, shape);
        }

        var data = parts.Data ?? (parts.DataStart is null ? shape.AbsentData : null);
        if (data is not null)
        {
            return shape.Create(data, id, envelope);
        }

        var path = parts.DataIsObject && shape.IdentityName(wire.Converters) is { } identity ? "$.eventData." + identity : "$.eventData";
        var offset = parts.DataFault.UnreadableId ?? parts.DataStart ?? parts.Start;
        return Fault(out fault, EventReadErrorKind.InvalidEventData, path, offset, parts.DataFault.Exception);
    }

    private static WebhookEvent? Fault(out EventReadError fault, EventReadErrorKind kind, string path, int offset, Exception? cause = null)
    {
        fault = new EventReadError(kind, path, offset, cause);
        return null;
    }
}
