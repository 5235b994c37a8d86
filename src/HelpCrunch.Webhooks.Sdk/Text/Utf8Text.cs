using System.Text.Json;
using System.Text.Unicode;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Looks at the bytes that <see cref="JsonSerializer"/> hands over, as the parser looks at a body's: System.Text.Json walks over
/// strings that are not UTF-8, and whoever asks for such a text later gets an exception that is no <see cref="JsonException"/>.
/// </summary>
internal static class Utf8Text
{
    /// <exception cref="JsonException">The text is not UTF-8.</exception>
    public static void ThrowIfInvalid(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            throw Invalid();
        }
    }

    public static JsonException Invalid(Exception? cause = null) => new("A string is not valid UTF-8.", cause);
}
