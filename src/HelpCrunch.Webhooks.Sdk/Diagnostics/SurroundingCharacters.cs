namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Removes white space, quotes and invisible characters around a text. Copying a text can add them.</summary>
internal static class SurroundingCharacters
{
    public static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsSurrounding(text[start]))
        {
            start++;
        }

        while (end > start && IsSurrounding(text[end - 1]))
        {
            end--;
        }

        return text.Substring(start, end - start);
    }

    private static bool IsSurrounding(char character) =>
        char.IsWhiteSpace(character) || char.IsControl(character) || character is '"' or '\'' or '`' or '\u201C' or '\u201D' or '\uFEFF' or '\u200B' or '\u2060';
}
