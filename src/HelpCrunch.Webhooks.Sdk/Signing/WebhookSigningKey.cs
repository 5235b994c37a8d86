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
    /// <param name="name">A name for logs, such as <c>2026</c>. Null, which is the default, means <c>default</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="secret"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="secret"/> is empty or white space, or <paramref name="name"/> equals it.
    /// </exception>
    public WebhookSigningKey(string secret, string? name = null)
    {
        if (secret is null)
        {
            // The most likely mistake: configuration[…] returns null for a key that is not set.
            throw new ArgumentNullException(nameof(secret), "The signing key is null. " + WhereToFindIt);
        }

        if (string.IsNullOrWhiteSpace(secret))
        {
            throw new ArgumentException("The signing key is empty. " + WhereToFindIt, nameof(secret));
        }

        if (name == secret)
        {
            throw new ArgumentException("The name of the signing key is the key itself. The name is logged, so use another one, such as the year.", nameof(name));
        }

        Secret = Encoding.UTF8.GetBytes(secret);
        Name = name ?? "default";
    }

    /// <summary>The name for logs.</summary>
    public string Name { get; }

    internal byte[] Secret { get; }

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
}
