using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// What the two converters of UNIX timestamps share: both read every form, and differ in the one they write. They take
/// <see cref="DateTimeOffset"/> and its nullable, exact to the tick, always with offset zero.
/// </summary>
/// <remarks>
/// Read are integers, fractions, exponents, strings of any number of decimals (those beyond the tick are cut off),
/// <c>null</c> and <c>""</c>; the last two only where the member may be null.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class UnixTimestampJsonConverter : JsonConverterFactory
{
    private readonly Action<Utf8JsonWriter, DateTimeOffset?> _write;

    private protected UnixTimestampJsonConverter(Action<Utf8JsonWriter, DateTimeOffset?> write) => _write = write;

    /// <summary>Whether the type is <see cref="DateTimeOffset"/> or its nullable.</summary>
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(DateTimeOffset) || typeToConvert == typeof(DateTimeOffset?);

    /// <summary>Makes the converter.</summary>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        typeToConvert == typeof(DateTimeOffset) ? new Required(_write) : new Nullable(_write);

    private static DateTimeOffset? Read(ref Utf8JsonReader reader) =>
        ScalarReader.TryGetTimestamp(ref reader, out var timestamp)
            ? timestamp
            : throw new JsonException("The value is no UNIX timestamp: a number of seconds, or a string of one, within the range of DateTimeOffset.");

    private sealed class Required(Action<Utf8JsonWriter, DateTimeOffset?> write) : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            UnixTimestampJsonConverter.Read(ref reader)
            ?? throw new JsonException("The value is no UNIX timestamp: it is empty, and the member may not be null.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => write(writer, value);
    }

    private sealed class Nullable(Action<Utf8JsonWriter, DateTimeOffset?> write) : JsonConverter<DateTimeOffset?>
    {
        public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            UnixTimestampJsonConverter.Read(ref reader);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => write(writer, value);
    }
}
