namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Specifies why a signature does not match. Several causes can apply at the same time.</summary>
[Flags]
public enum WebhookSignatureCauses
{
    /// <summary>The signature matches, or no known cause explains why it does not.</summary>
    None = 0,

    /// <summary>
    /// The body was decoded and encoded again, so its strings are escaped differently. HelpCrunch escapes like PHP: <c>\/</c> and
    /// <c>\u00e9</c>.
    /// </summary>
    BodyReencoded = 1 << 0,

    /// <summary>The white space outside the strings of the JSON differs, because the body was formatted again or edited.</summary>
    BodyReformatted = 1 << 1,

    /// <summary>A newline at the end of the body was added or removed.</summary>
    TrailingNewlineChanged = 1 << 2,

    /// <summary>The line endings of the body were changed from CRLF to LF or from LF to CRLF.</summary>
    LineEndingsChanged = 1 << 3,

    /// <summary>A UTF-8 byte order mark was added to the body or removed from it.</summary>
    ByteOrderMarkChanged = 1 << 4,

    /// <summary>The key has white space or quotation marks around it, or invisible characters, such as a byte order mark.</summary>
    KeyHasSurroundingCharacters = 1 << 5,

    /// <summary>The key is the hexadecimal text of the key that signed the body.</summary>
    KeyIsHex = 1 << 6,

    /// <summary>The key is the base64 text of the key that signed the body.</summary>
    KeyIsBase64 = 1 << 7,

    /// <summary>The body was signed with a key other than the first one.</summary>
    NonPrimaryKey = 1 << 8,

    /// <summary>The header has white space or quotes around it.</summary>
    HeaderHasSurroundingCharacters = 1 << 9,

    /// <summary>The header has a prefix, such as <c>sha1=</c>.</summary>
    HeaderHasPrefix = 1 << 10,

    /// <summary>The header is base64 instead of hexadecimal.</summary>
    HeaderIsBase64 = 1 << 11,

    /// <summary>The header was computed with SHA-256 instead of SHA-1.</summary>
    HeaderIsSha256 = 1 << 12,

    /// <summary>The body is compressed with gzip or zlib.</summary>
    BodyCompressed = 1 << 13,
}

internal static class WebhookSignatureCausesExtensions
{
    public static int Count(this WebhookSignatureCauses causes)
    {
        var count = 0;
        for (var remaining = (int)causes; remaining != 0; remaining &= remaining - 1)
        {
            count++;
        }

        return count;
    }
}
