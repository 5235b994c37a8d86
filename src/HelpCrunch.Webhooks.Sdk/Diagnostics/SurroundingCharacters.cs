namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What gets around a text when it is copied: white space, quotes, and characters that nobody sees.</summary>
internal static class SurroundingCharacters
{
    public static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsPadding(text[start]))
        {
            start++;
        }

        while (end > start && IsPadding(text[end - 1]))
        {
            end--;
        }

        return text.Substring(start, end - start);
    }

    private static bool IsPadding(char character) =>
        char.IsWhiteSpace(character) || char.IsControl(character) || character is '"' or '\'' or '`' or '\u201C' or '\u201D' or '\uFEFF' or '\u200B' or '\u2060';
}
