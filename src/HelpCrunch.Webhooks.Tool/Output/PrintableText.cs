using System.Globalization;

namespace HelpCrunch.Webhooks.Tool.Output;

/// <summary>
/// Makes text from others safe to show: without the characters that control the terminal, or change the direction of the text after them. The
/// sample ParseWebhook compiles this file too.
/// </summary>
internal static class PrintableText
{
    /// <summary>Replaces the unsafe characters by U+FFFD.</summary>
    public static string Replace(string text) => Replace(text, _ => "\uFFFD");

    /// <summary>Writes the unsafe characters of one line of JSON as <c>\uXXXX</c>, so that the values stay the same. They can only be in a string.</summary>
    public static string EscapeJson(string json) => Replace(json, character => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"));

    private static string Replace(string text, Func<char, string> replace) =>
        text.Any(IsUnsafe) ? string.Concat(text.Select(character => IsUnsafe(character) ? replace(character) : character.ToString())) : text;

    private static bool IsUnsafe(char character) =>
        char.IsControl(character) || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C';
}
