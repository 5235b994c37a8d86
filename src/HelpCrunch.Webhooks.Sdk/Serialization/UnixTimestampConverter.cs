using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Reads UNIX timestamps in all forms, and writes them in one form.</summary>
internal static class UnixTimestampConverter
{
    public static bool CanConvert(Type type) => type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?);

    public static JsonConverter Create(Type type, Action<Utf8JsonWriter, DateTimeOffset?> write) =>
        type == typeof(DateTimeOffset) ? new Required(write) : new Nullable(write);

    private static DateTimeOffset? Read(ref Utf8JsonReader reader) =>
        ScalarReader.TryGetTimestamp(ref reader, out var timestamp)
            ? timestamp
            : throw new JsonException("The value is not a UNIX timestamp: it is not a number of seconds, or a string of one, within the range of DateTimeOffset.");

    private sealed class Required(Action<Utf8JsonWriter, DateTimeOffset?> write) : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            UnixTimestampConverter.Read(ref reader)
            ?? throw new JsonException("The value is not a UNIX timestamp: it is empty, and the member cannot be null.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => write(writer, value);
    }

    private sealed class Nullable(Action<Utf8JsonWriter, DateTimeOffset?> write) : JsonConverter<DateTimeOffset?>
    {
        public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            UnixTimestampConverter.Read(ref reader);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => write(writer, value);
    }
}
