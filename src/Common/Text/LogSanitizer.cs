using System.Globalization;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Makes text from a request safe for a log message: short and on one line. An attacker can neither forge a log line nor fill the
/// log.
/// </summary>
internal static class LogSanitizer
{
    private const int MaxLength = 100;

    public static string Sanitize(string? text)
    {
        text ??= "";
        var safe = new StringBuilder();
        for (int position = 0, length; position < text.Length; position += length)
        {
            length = char.IsSurrogatePair(text, position) ? 2 : 1;
            if (safe.Length + length > MaxLength)
            {
                return safe.Append('…').ToString();
            }

            safe.Append(IsVisible(text, position) ? text.Substring(position, length) : "\uFFFD");
        }

        return safe.ToString();
    }

    // Format characters are invisible and can reverse the direction of the text that follows.
    private static bool IsVisible(string text, int position) => CharUnicodeInfo.GetUnicodeCategory(text, position)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
