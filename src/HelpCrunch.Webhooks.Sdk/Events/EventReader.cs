using System.Text.Json;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Reads the envelope, and through its shape the data.</summary>
internal static class EventReader
{
    /// <summary>
    /// The event at the walk's place, at whose end the walk then stands. Null with a <paramref name="fault"/> when nothing
    /// useful is left without what is missing; <paramref name="envelope"/> has what could be read even then, and even when the
    /// body breaks off with a <see cref="JsonException"/>.
    /// </summary>
    public static WebhookEvent? Read(ref WireReader wire, EventMap map, ref Envelope envelope, out EventFault fault)
    {
        var start = wire.Position;
        Utf8JsonReader dataStart = default;
        EventShape? shapeOfData = null;
        object? data = null;
        DataFault dataFault = default;
        long? unreadableEvent = null;
        long? unreadableId = null;

        var outer = wire.Enter();
        while (wire.NextRound())
        {
            if (wire.At("event"u8))
            {
                unreadableEvent = wire.Offset;
                envelope.Shape = Shape(ref wire, map);
                envelope.EventType = envelope.Shape?.EventType;
            }

            if (wire.At("eventData"u8))
            {
                dataStart = wire.Position;
                shapeOfData = envelope.Shape;
                data = ReadData(ref wire, shapeOfData, dataStart, out dataFault);
                wire.Next();
            }

            if (wire.At("attempts"u8)) envelope.Attempts = wire.Count();
            if (wire.At("lastAttemptAt"u8)) envelope.LastAttemptAt = wire.Timestamp();
            if (wire.At("createdAt"u8)) envelope.CreatedAt = wire.Timestamp();
            if (wire.At("id"u8))
            {
                unreadableId = wire.Offset;
                envelope.Id = wire.Text();
            }
        }

        envelope.AdditionalProperties = wire.Leftovers();
        wire.Leave(outer);

        if (envelope.Shape is not { } shape)
        {
            return Fault(out fault, EventFaultKind.MissingEventType, "$.event", unreadableEvent ?? start.TokenStartIndex);
        }

        if (envelope.Id is not { } id)
        {
            return Fault(out fault, EventFaultKind.MissingId, "$.id", unreadableId ?? start.TokenStartIndex);
        }

        if (wire.Converters is not null && ReadWithUserConverter(ref wire, shape, start) is { } own)
        {
            fault = default;
            return own;
        }

        var hasData = dataStart.TokenType != JsonTokenType.None;
        if (hasData && shape != shapeOfData)
        {
            // `event` came after `eventData`, as JSON allows; or it came twice, and the last one counts.
            var end = wire.Position;
            wire.Position = dataStart;
            data = ReadData(ref wire, shape, dataStart, out dataFault);
            wire.Position = end;
        }

        data ??= hasData ? null : shape.AbsentData;
        if (data is null)
        {
            var isObject = dataStart.TokenType == JsonTokenType.StartObject;
            var path = isObject && shape.IdentityName(wire.Converters) is { } identity ? "$.eventData." + identity : "$.eventData";
            var offset = dataFault.UnreadableId ?? (hasData ? dataStart : start).TokenStartIndex;
            return Fault(out fault, EventFaultKind.InvalidEventData, path, offset, dataFault.Cause);
        }

        fault = default;
        return shape.Create(data, id, envelope);
    }

    private static EventShape? Shape(ref WireReader wire, EventMap map)
    {
        EventShape? shape = null;
        if (wire.TryUtf8(out var eventType))
        {
            shape = map.Find(eventType);
        }

        wire.SkipValue();
        return shape;
    }

    /// <summary>The data at the walk's place, at whose end the walk then stands whether it could be read or not.</summary>
    private static object? ReadData(ref WireReader wire, EventShape? shape, in Utf8JsonReader start, out DataFault fault)
    {
        fault = default;
        if (shape?.ReadData(ref wire, out fault) is { } data)
        {
            return data;
        }

        wire.Position = start;
        wire.SkipToEnd();
        return null;
    }

    /// <summary>The whole event from the user's converter for its type; the walk, which stands at the event's end, stays there.</summary>
    private static WebhookEvent? ReadWithUserConverter(ref WireReader wire, EventShape shape, in Utf8JsonReader start)
    {
        var end = wire.Position;
        wire.Position = start;
        shape.TryUserEvent(ref wire, out var webhookEvent);
        wire.Position = end;
        return webhookEvent;
    }

    private static WebhookEvent? Fault(out EventFault fault, EventFaultKind kind, string path, long offset, Exception? cause = null)
    {
        fault = new EventFault(kind, path, offset, cause);
        return null;
    }
}
