namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// What is wrong with a key, a header or a body, so that a signature does not match. Several may hold at once.
/// </summary>
[Flags]
public enum WebhookSignatureCauses
{
    /// <summary>No cause: the signature matches as it is, or none of these makes it match.</summary>
    None = 0,

    /// <summary>The strings of the body are escaped otherwise: PHP signs <c>\/</c> and <c>\u00e9</c>, and the body was decoded and encoded again.</summary>
    BodyReencoded = 1 << 0,

    /// <summary>The white space between the values of the body is another: it was indented, or made compact.</summary>
    BodyIsReformatted = 1 << 1,

    /// <summary>A line end at the end of the body was added or removed.</summary>
    TrailingNewlineChanged = 1 << 2,

    /// <summary>The line ends of the body are others: CRLF became LF, or LF became CRLF.</summary>
    LineEndingsChanged = 1 << 3,

    /// <summary>A UTF-8 byte order mark was added to the body or removed from it.</summary>
    ByteOrderMarkChanged = 1 << 4,

    /// <summary>The key has white space, quotes or a byte order mark around it.</summary>
    KeyHasSurroundingCharacters = 1 << 5,

    /// <summary>The key is the hexadecimal text of the one that signed.</summary>
    KeyIsHex = 1 << 6,

    /// <summary>The key is the base64 text of the one that signed.</summary>
    KeyIsBase64 = 1 << 7,

    /// <summary>Not the first of the keys signed, but another one.</summary>
    NonPrimaryKey = 1 << 8,

    /// <summary>The header has white space or quotes around it.</summary>
    HeaderIsPadded = 1 << 9,

    /// <summary>The header has a prefix, such as <c>sha1=</c>.</summary>
    HeaderHasPrefix = 1 << 10,

    /// <summary>The header is base64, not hexadecimal.</summary>
    HeaderIsBase64 = 1 << 11,

    /// <summary>The header was made with SHA-256, not with SHA-1.</summary>
    HeaderIsSha256 = 1 << 12,
}
