using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The HTTP Webhook Signing Key of an account (HelpCrunch: Settings → Developers → Webhooks), and a name that identifies it in logs.
/// The secret cannot be read from an instance.
/// </summary>
public sealed class WebhookSigningKey
{
    private const string WhereToFindIt = "Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks).";

    private readonly ConcurrentQueue<IncrementalHash> _idle = new();

    /// <summary>Initializes a key.</summary>
    /// <param name="secret">
    /// The key as HelpCrunch shows it. Its UTF-8 bytes are the HMAC key: it is not decoded as hexadecimal or base64 text. Inferred from
    /// public webhook consumers that verify signatures this way.
    /// </param>
    /// <param name="name">A name for logs, such as <c>2026</c>. Null, which is the default, or a blank name means <c>default</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="secret"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="secret"/> is empty, or has only white space, quotation marks and invisible characters, or
    /// <paramref name="name"/> equals it.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">HMAC-SHA1 is not available, for example because of a FIPS mode.</exception>
    public WebhookSigningKey(string secret, string? name = null)
    {
        if (secret is null)
        {
            // The most likely mistake: configuration[…] returns null for a key that is not set.
            throw new ArgumentNullException(nameof(secret), "The signing key is null. " + WhereToFindIt);
        }

        if (SurroundingCharacters.IsBlank(secret))
        {
            throw new ArgumentException("The signing key is empty. " + WhereToFindIt, nameof(secret));
        }

        if (name is not null && SurroundingCharacters.Clean(name) == SurroundingCharacters.Clean(secret))
        {
            throw new ArgumentException("The name of the signing key is the key itself. The name is logged, so use another one, such as the year.", nameof(name));
        }

        Secret = Encoding.UTF8.GetBytes(secret);
        Name = name is null || SurroundingCharacters.IsBlank(name) ? "default" : name;
        Warning = SurroundingCharacters.Describe(secret) is { } characters
            ? $"The signing key '{LogSanitizer.Sanitize(Name)}' {characters}. The key is used unchanged. Remove characters that are not part of the key."
            : null;
        VerifyAlgorithm();
    }

    /// <summary>The name for logs.</summary>
    public string Name { get; }

    /// <summary>
    /// A warning about characters that are probably not part of the key: white space, line ends or quotation marks around it, or
    /// invisible characters, such as a byte order mark. Null if there are none. The key is used unchanged, because HelpCrunch does not
    /// document its characters. The text does not contain the key. HelpCrunch.Webhooks.Sdk.AspNetCore logs it.
    /// </summary>
    public string? Warning { get; }

    internal byte[] Secret { get; }

    /// <summary>
    /// Reads a key from a text file, such as a mounted secret. One line end at the end of the file is not part of the key, because editors
    /// and shells add it. A byte order mark selects the encoding, which is UTF-8 by default. All other characters are used unchanged.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="name">A name for logs, such as <c>2026</c>. Null, which is the default, or a blank name means <c>default</c>.</param>
    /// <returns>The key. <see cref="Warning"/> names other characters that are probably not part of it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">The file has no key, or <paramref name="name"/> equals the key.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The app is not allowed to read the file.</exception>
    /// <exception cref="PlatformNotSupportedException">HMAC-SHA1 is not available, for example because of a FIPS mode.</exception>
    public static WebhookSigningKey FromFile(string path, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(path);

        var secret = RemoveLineEnd(File.ReadAllText(path));
        return SurroundingCharacters.IsBlank(secret)
            ? throw new ArgumentException($"The file '{path}' has no signing key. " + WhereToFindIt, nameof(path))
            : new WebhookSigningKey(secret, name);
    }

    /// <summary>
    /// Computes the HMAC-SHA1 of a body. Creating a hash object takes as long as hashing a typical body, so hash objects are reused. Their
    /// number is the highest number of concurrent calls.
    /// </summary>
    internal void Hash(ReadOnlySpan<byte> body, Span<byte> destination)
    {
        if (!_idle.TryDequeue(out var hmac))
        {
            hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, Secret);
        }

        hmac.AppendData(body);
        hmac.GetHashAndReset(destination);
        _idle.Enqueue(hmac);
    }

    /// <summary>Returns the name. The text does not contain the key.</summary>
    public override string ToString() => $"WebhookSigningKey {{ Name = {Name} }}";

    private static string RemoveLineEnd(string text)
    {
        var length = text.EndsWith("\r\n", StringComparison.Ordinal) ? 2 : text.Length > 0 && text[text.Length - 1] == '\n' ? 1 : 0;
        return text.Substring(0, text.Length - length);
    }

    /// <summary>Fails at startup instead of at the first delivery. Whether the algorithm is available can also depend on the length of the key.</summary>
    private void VerifyAlgorithm()
    {
        try
        {
            Span<byte> hash = stackalloc byte[SignatureHeaderFormat.HashLength];
            Hash([], hash);
        }
        catch (Exception exception)
        {
            throw new PlatformNotSupportedException(
                "HMAC-SHA1 is not available on this computer, so the signatures of HelpCrunch cannot be verified. A FIPS mode or a security policy can disable it. Allow HMAC-SHA1, or receive the webhooks on another computer.",
                exception);
        }
    }
}
