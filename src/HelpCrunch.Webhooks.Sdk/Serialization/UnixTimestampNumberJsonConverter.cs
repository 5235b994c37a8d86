using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Reads and writes UNIX timestamps as in the envelope: an integer of seconds, <c>1607542030</c>, with decimals when the integer is not
/// exact. For <see cref="DateTimeOffset"/> members of your types, nullable or not.
/// </summary>
/// <remarks>
/// It reads integers, fractions, exponents, and strings of them, exact to the tick; further decimals are cut off. It reads <c>null</c> and
/// <c>""</c> when the member is nullable. The offset is always zero.
/// </remarks>
/// <exception cref="JsonException">The value is not a UNIX timestamp.</exception>
public sealed class UnixTimestampNumberJsonConverter : JsonConverterFactory
{
    /// <summary>Whether the type is <see cref="DateTimeOffset"/>, nullable or not.</summary>
    public override bool CanConvert(Type typeToConvert) => UnixTimestampConverter.CanConvert(typeToConvert);

    /// <summary>Creates the converter.</summary>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        UnixTimestampConverter.Create(typeToConvert, WireTimestamp.WriteNumber);
}
