using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Reads an event for <see cref="JsonSerializer"/>.</summary>
internal static class EventJson
{
    /// <param name="reader">Stays at the start of the value, so that the path of an error is the path of the value.</param>
    /// <param name="end">A copy of the reader. Moves to the end of the value.</param>
    /// <param name="events">The events that can be read.</param>
    /// <param name="converters">The custom converters. Null when there are none.</param>
    /// <exception cref="JsonException">The value is not a webhook.</exception>
    public static WebhookEvent Read(ref Utf8JsonReader reader, ref Utf8JsonReader end, IEventResolver events, CustomConverters? converters)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"The value is not a webhook: it is a JSON {reader.TokenType}, not an object.");
        }

        var wire = WireReader.Create(RawJson.Bytes(RawJson.Read(ref reader, ref end)), converters);
        var envelope = new Envelope();
        return EventReader.Read(ref wire, events, ref envelope, out var error) ?? throw new JsonException(error.Message, error.Exception);
    }
}
