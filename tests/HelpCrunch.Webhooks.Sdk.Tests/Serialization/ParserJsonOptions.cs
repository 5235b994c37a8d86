using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Serialization;

/// <summary>The options that a parser calls its converters with. A converter can pass them to JsonSerializer.</summary>
internal static class ParserJsonOptions
{
    public static JsonSerializerOptions With(params JsonConverter[] converters)
    {
        var parserOptions = new WebhookParserOptions();
        foreach (var converter in converters)
        {
            parserOptions.Converters.Add(converter);
        }

        var capturing = new CapturingConverter();
        var parser = new WebhookParser(parserOptions.AddEvent<Captured>("test.options", new JsonSerializerOptions { Converters = { capturing } }));
        parser.Parse("""{"event":"test.options","eventData":{},"id":"e-1"}""").GetEventOrThrow();
        return capturing.Options!;
    }

    private sealed record Captured;

    private sealed class CapturingConverter : JsonConverter<Captured>
    {
        public JsonSerializerOptions? Options { get; private set; }

        public override Captured Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            Options = options;
            reader.Skip();
            return new Captured();
        }

        public override void Write(Utf8JsonWriter writer, Captured value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
