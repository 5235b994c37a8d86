namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Reads an event: the envelope itself, and the data with the descriptor of the event type.</summary>
internal static class EventReader
{
    /// <summary>Reads the event and moves to its end.</summary>
    /// <param name="wire">A reader at the start of an object.</param>
    /// <param name="events">Finds the descriptor of an event type.</param>
    /// <param name="envelope">The parts of the envelope that were read. Set when the result is null or the method throws, too.</param>
    /// <param name="error">The reason when the result is null.</param>
    /// <returns>The event. Null when a required part is missing.</returns>
    /// <exception cref="System.Text.Json.JsonException">The body is not JSON.</exception>
    public static WebhookEvent? Read(ref WireReader wire, IEventResolver events, ref Envelope envelope, out EventReadError error)
    {
        var state = new EventReadState { Start = wire.Start };
        wire.TryEnter(out var outer);
        while (wire.MoveToNextProperty())
        {
            if (wire.TryMatchProperty("event"u8))
            {
                state.EventTypeStart = wire.Start;
                envelope.Descriptor = wire.TryGetUtf8(out var eventType) ? events.Resolve(eventType) : null;
                envelope.EventType = envelope.Descriptor?.EventType;
                wire.SkipToEnd();
                wire.Next();
            }

            if (wire.TryMatchProperty("eventData"u8))
            {
                state.ReadEventData(ref wire, envelope.Descriptor);
                wire.Next();
            }

            if (wire.TryMatchProperty("attempts"u8)) envelope.Attempts = wire.Count();
            if (wire.TryMatchProperty("lastAttemptAt"u8)) envelope.LastAttemptAt = wire.Timestamp();
            if (wire.TryMatchProperty("createdAt"u8)) envelope.CreatedAt = wire.Timestamp();
            if (wire.TryMatchProperty("id"u8))
            {
                state.IdStart = wire.Start;
                envelope.Id = wire.EventId();
            }
        }

        envelope.AdditionalProperties = wire.TakeAdditionalProperties();
        wire.Leave(outer, out _);

        error = default;
        return state.Data is not null && state.DataDescriptor == envelope.Descriptor && envelope.Id is not null && wire.Converters is null
            ? state.DataDescriptor!.Create(state.Data, envelope.Id, envelope)
            : Complete(wire, state, envelope, out error);
    }

    // Cold path: most bodies are complete at this point.
    private static WebhookEvent? Complete(in WireReader wire, EventReadState state, in Envelope envelope, out EventReadError error)
    {
        error = default;
        if (envelope.Descriptor is not { } descriptor)
        {
            error = new EventReadError(EventReadErrorKind.MissingEventType, "$.event", state.EventTypeStart ?? state.Start, EventType: null, Exception: null);
            return null;
        }

        if (envelope.Id is not { } id)
        {
            error = new EventReadError(EventReadErrorKind.MissingId, "$.id", state.IdStart ?? state.Start, envelope.EventType, Exception: null);
            return null;
        }

        if (wire.Converters is not null)
        {
            var eventReader = wire.Slice(state.Start, wire.End);
            if (descriptor.TryReadEventWithCustomConverter(ref eventReader, out var custom))
            {
                return custom;
            }
        }

        if (descriptor != state.DataDescriptor)
        {
            // The event type came after the data, or it came twice. The last one is used.
            state.RereadEventData(wire, descriptor);
        }

        var data = state.Data ?? (state.DataStart is null ? descriptor.AbsentData : null);
        if (data is not null)
        {
            return descriptor.Create(data, id, envelope);
        }

        var path = state.DataIsObject && descriptor.IdentityName(wire.Converters) is { } identity ? "$.eventData." + identity : "$.eventData";
        var offset = state.DataError.UnreadableId ?? state.DataStart ?? state.Start;
        error = new EventReadError(EventReadErrorKind.InvalidEventData, path, offset, envelope.EventType, state.DataError.Exception);
        return null;
    }
}
