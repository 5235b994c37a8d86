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
        text ??= "";
        if (text.Length <= MaxLength && !text.Any(IsUnsafe))
        {
            return text; // As good as always.
        }

        var safe = new StringBuilder();
        foreach (var character in text)
        {
            if (safe.Length == MaxLength)
            {
                return safe.Append('…').ToString();
            }

            safe.Append(IsUnsafe(character) ? '�' : character);
        }

        return safe.ToString();
    }

    private static bool IsUnsafe(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';
}
