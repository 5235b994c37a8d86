using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Reads and writes UNIX timestamps as in the envelope: an integer of seconds, <c>1607542030</c>, with decimals when the integer is not
/// exact. For <see cref="DateTimeOffset"/> members of your types, nullable or not.
/// </summary>
/// <remarks>
/// The converter reads integers, fractions and exponents, as numbers or strings. Values are exact to the tick, and further decimals are
/// truncated. If the member is nullable, <c>null</c> and <c>""</c> are read as null. The offset is always zero.
/// </remarks>
/// <exception cref="JsonException">The value is not a UNIX timestamp.</exception>
public sealed class UnixTimestampNumberJsonConverter : JsonConverterFactory
{
    /// <summary>Determines whether the type is <see cref="DateTimeOffset"/>, nullable or not.</summary>
    public override bool CanConvert(Type typeToConvert) => UnixTimestampConverter.CanConvert(typeToConvert);

    /// <summary>Creates the converter.</summary>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        UnixTimestampConverter.Create(typeToConvert, WireTimestamp.WriteNumber);
}
