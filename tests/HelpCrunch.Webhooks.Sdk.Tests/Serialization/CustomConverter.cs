using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Serialization;

internal delegate T Reading<out T>(ref Utf8JsonReader reader);

/// <summary>A custom converter that reads with a delegate and always writes the same text.</summary>
internal sealed class CustomConverter<T>(Reading<T> read, string written = "custom") : JsonConverter<T>
{
    /// <summary>Reads every value as this one.</summary>
    public CustomConverter(T value)
        : this((ref Utf8JsonReader reader) =>
        {
            reader.Skip();
            return value;
        })
    {
    }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(written);
}

/// <summary>The same through a factory.</summary>
internal sealed class CustomConverterFactory<T>(T value) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(T);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => new CustomConverter<T>(value);
}
