using System.Text.RegularExpressions;

namespace HelpCrunch.Webhooks.Tool.Redaction;

/// <summary>A replaced e-mail address or URL could be one that exists, so its domain becomes a reserved one.</summary>
internal static class ReservedDomains
{
    /// <summary>Domains that are reserved for examples, so a replaced address does not belong to anyone. The longest that fits is used.</summary>
    private static readonly string[] Suffixes = [".example", ".test"];

    /// <summary>
    /// A URL, or an e-mail address from its last character before the sign: any character can be there. A sign after a space starts a
    /// mention, such as <c>@ann</c>, unless a domain with a dot follows. A text can be long and hostile, so the search takes linear time.
    /// </summary>
    private static readonly Regex AddressPattern = new(
        @"(?<scheme>https?://)(?<domain>[A-Za-z0-9.-]+)|\S@(?<domain>[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)|@(?<domain>[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>Finds the schemes and domains of a text. Returns what is written in each place. Null where the text isn't changed.</summary>
    public static char?[] Find(string text)
    {
        var characters = new char?[text.Length];
        if (!text.Contains('@', StringComparison.Ordinal) && !text.Contains("://", StringComparison.Ordinal))
        {
            return characters;
        }

        foreach (Match address in AddressPattern.Matches(text))
        {
            Write(address.Groups["scheme"].ValueSpan, characters, address.Groups["scheme"].Index);
            WriteDomain(address.Groups["domain"], characters);
        }

        return characters;
    }

    private static void WriteDomain(Group domain, char?[] characters)
    {
        if (Array.Find(Suffixes, reserved => reserved.Length < domain.Length) is not { } suffix)
        {
            WriteUnassignedDomain(domain, characters);
            return;
        }

        if (!domain.ValueSpan.Contains('.'))
        {
            return;
        }

        var length = domain.Length - suffix.Length;
        Write(suffix, characters, domain.Index + length);

        // A label ends with a letter or digit.
        if (domain.ValueSpan[length - 1] is '.' or '-')
        {
            characters[domain.Index + length - 1] = 'x';
        }
    }

    /// <summary>A short domain, such as <c>t.co</c>, has no room for a reserved one. Its top-level domain becomes z, zz, or longer. They do not exist.</summary>
    private static void WriteUnassignedDomain(Group domain, char?[] characters)
    {
        var text = domain.ValueSpan;
        for (var index = text.TrimEnd(".-").LastIndexOf('.') + 1; index < text.Length; index++)
        {
            if (char.IsAsciiLetterOrDigit(text[index]))
            {
                characters[domain.Index + index] = 'z';
            }
        }
    }

    private static void Write(ReadOnlySpan<char> text, char?[] characters, int start)
    {
        for (var index = 0; index < text.Length; index++)
        {
            characters[start + index] = text[index];
        }
    }
}
