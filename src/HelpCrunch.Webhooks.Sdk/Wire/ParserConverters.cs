using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Marks the converters of a parser in the options that the parser calls them with. It converts nothing. The SDK's records can be read
/// with these options too, for example when your type contains one.
/// </summary>
/// <param name="converters">The converters of the parser.</param>
internal sealed class ParserConverters(IReadOnlyList<JsonConverter> converters) : JsonConverterFactory
{
    public IReadOnlyList<JsonConverter> Converters { get; } = converters;

    public override bool CanConvert(Type typeToConvert) => false;

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) => null;
}
