using System.Globalization;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Text from outside on its way into a message: short, and on one line, so that an event named by an attacker can neither
/// forge a line of a log nor fill it.
/// </summary>
internal static class LogText
{
    private const int MaxLength = 100;

    public static string From(string? text)
    {
        var safe = new StringBuilder();
        foreach (var character in text ?? "")
        {
            if (safe.Length == MaxLength)
            {
                // Not between the halves of a character.
                safe.Length -= char.IsHighSurrogate(safe[MaxLength - 1]) ? 1 : 0;
                return safe.Append('…').ToString();
            }

            safe.Append(IsVisible(character) ? character : '\uFFFD');
        }

        return safe.ToString();
    }

    // Format characters turn the direction of what follows, or hide in it.
    private static bool IsVisible(char character) => char.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
