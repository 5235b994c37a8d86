using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// An account's "HTTP Webhook Signing Key", from HelpCrunch's Settings → Developers → Webhooks, and a name to tell it from
/// others in logs. Nothing here shows the secret again.
/// </summary>
public sealed class WebhookSigningKey
{
    private const string WhereToFindIt = "Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks).";

    private readonly ConcurrentQueue<IncrementalHash> _idle = new();

    /// <summary>Initializes a key.</summary>
    /// <param name="secret">
    /// The key as HelpCrunch shows it. It is taken as plain UTF-8 text, neither hex- nor base64-decoded, which is how public
    /// consumers verify successfully. Must not be null, empty or white space.
    /// </param>
    /// <param name="name">A name for logs, such as <c>2026</c>; never the secret. Null, which is the default, is <c>default</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="secret"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="secret"/> is empty or white space: anybody could sign with that. Or <paramref name="name"/> is the secret.
    /// </exception>
    public WebhookSigningKey(string secret, string? name = null)
    {
        if (secret is null)
        {
            // What a configuration answers for a key that is not set: the likeliest mistake there is.
            throw new ArgumentNullException(nameof(secret), "The signing key is null. " + WhereToFindIt);
        }

        if (string.IsNullOrWhiteSpace(secret))
        {
            throw new ArgumentException("The signing key is empty. " + WhereToFindIt, nameof(secret));
        }

        if (name == secret)
        {
            throw new ArgumentException("The key's name goes into logs, so it must not be the secret. Name the key by its year, say.", nameof(name));
        }

        Secret = Encoding.UTF8.GetBytes(secret);
        Name = name ?? "default";
    }

    /// <summary>The name for logs. Never null, and never the secret.</summary>
    public string Name { get; }

    internal byte[] Secret { get; }

    /// <summary>
    /// The HMAC-SHA1 of a body. The hash of an earlier call is used again, since setting one up takes as long as hashing a body
    /// of HelpCrunch's. Calls at the same time each have their own, so there are as many as there were such calls.
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

    /// <summary>The name; never the secret.</summary>
    public override string ToString() => $"WebhookSigningKey {{ Name = {Name} }}";
}
