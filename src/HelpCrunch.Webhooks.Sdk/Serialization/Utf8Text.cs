using System.Text.Json;
using System.Text.Unicode;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Looks at the bytes that <see cref="JsonSerializer"/> hands over, as the parser looks at a body's: System.Text.Json walks over
/// strings that are not UTF-8, and whoever asks for such a text later gets an exception that is no <see cref="JsonException"/>.
/// </summary>
internal static class Utf8Text
{
    /// <summary>Looks at every name and string of the value at which the reader stands; the reader itself stays where it is.</summary>
    /// <exception cref="JsonException">One is not UTF-8.</exception>
    public static void Require(Utf8JsonReader value)
    {
        var depth = value.CurrentDepth;
        var isContainer = value.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        do
        {
            if (value.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !Utf8.IsValid(WireScalar.RawUtf8(ref value)))
            {
                throw Invalid();
            }
        }
        while (isContainer && value.Read() && value.CurrentDepth > depth);
    }

    public static JsonException Invalid(Exception? cause = null) => new("A string is not valid UTF-8.", cause);
}
