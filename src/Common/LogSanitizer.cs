using System.Globalization;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Text from outside on its way into a message: short, and on one line, so that an event named by an attacker can neither
/// forge a line of a log nor fill it.
/// </summary>
internal static class LogSanitizer
{
    private const int MaxLength = 100;

    public static string Sanitize(string? text)
    {
        text ??= "";
        var safe = new StringBuilder();
        for (int at = 0, length; at < text.Length; at += length)
        {
            length = char.IsSurrogatePair(text, at) ? 2 : 1;
            if (safe.Length + length > MaxLength)
            {
                return safe.Append('…').ToString();
            }

            safe.Append(IsVisible(text, at) ? text.Substring(at, length) : "\uFFFD");
        }

        return safe.ToString();
    }

    // Format characters turn the direction of what follows, or hide in it.
    private static bool IsVisible(string text, int at) => CharUnicodeInfo.GetUnicodeCategory(text, at)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
