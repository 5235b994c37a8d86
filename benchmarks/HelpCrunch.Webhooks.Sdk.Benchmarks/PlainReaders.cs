using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Newtonsoft.Json.Serialization;
using JsonConverter = Newtonsoft.Json.JsonConverter;

namespace HelpCrunch.Webhooks.Sdk.Benchmarks;

/// <summary>The ways to read <see cref="PlainEvent"/> without the SDK. Each is initialized once.</summary>
internal static class PlainReaders
{
    public static PlainEvent Reflection(byte[] body) => JsonSerializer.Deserialize<PlainEvent>(body, ReflectionOptions.Default)!;

    public static PlainEvent SourceGeneration(byte[] body) => JsonSerializer.Deserialize(body, PlainJsonContext.Default.PlainEvent)!;

    public static PlainEvent Document(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("event").ValueEquals("chat.snoozed"u8)
            ? document.RootElement.Deserialize<PlainEvent>(ReflectionOptions.Default)!
            : throw new InvalidOperationException("The benchmark's body is a chat.snoozed.");
    }

    public static PlainEvent Newtonsoft(byte[] body) =>
        global::Newtonsoft.Json.JsonConvert.DeserializeObject<PlainEvent>(Encoding.UTF8.GetString(body), NewtonsoftSettings.Default)!;

    private static class ReflectionOptions
    {
        public static JsonSerializerOptions Default { get; } = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Converters = { new PlainTimestampConverter() },
        };
    }

    private static class NewtonsoftSettings
    {
        public static global::Newtonsoft.Json.JsonSerializerSettings Default { get; } = new()
        {
            ContractResolver = new CamelCasePropertyNamesContractResolver(),
            Converters = { new NewtonsoftTimestampConverter() },
        };
    }

    private sealed class NewtonsoftTimestampConverter : JsonConverter
    {
        public override bool CanConvert(Type objectType) => objectType == typeof(DateTimeOffset?);

        public override object? ReadJson(global::Newtonsoft.Json.JsonReader reader, Type objectType, object? existingValue, global::Newtonsoft.Json.JsonSerializer serializer) =>
            reader.Value is null ? null : PlainTimestampConverter.From(Convert.ToDecimal(reader.Value, CultureInfo.InvariantCulture));

        public override void WriteJson(global::Newtonsoft.Json.JsonWriter writer, object? value, global::Newtonsoft.Json.JsonSerializer serializer) =>
            throw new NotSupportedException("The benchmarks only read.");
    }
}

/// <summary>UNIX seconds, as an integer or as a string with decimals.</summary>
internal sealed class PlainTimestampConverter : JsonConverter<DateTimeOffset>
{
    public static DateTimeOffset From(decimal seconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return From(reader.GetDecimal());
        }

        return Utf8Parser.TryParse(reader.ValueSpan, out decimal seconds, out var consumed) && consumed == reader.ValueSpan.Length
            ? From(seconds)
            : throw new JsonException("The value is not a UNIX timestamp.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        throw new NotSupportedException("The benchmarks only read.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(PlainTimestampConverter)])]
[JsonSerializable(typeof(PlainEvent))]
internal sealed partial class PlainJsonContext : JsonSerializerContext;
