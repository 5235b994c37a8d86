using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Tool.Redaction;

/// <summary>
/// Makes deliveries safe to show to others. Equal values of all bodies of a run have equal replacements. The SDK reads a redacted body like
/// its original: with the same drift, the same error, or an event of the same structure.
/// </summary>
internal sealed class Redactor
{
    private const int MaxVariants = 20;

    private readonly byte[] _salt;

    /// <param name="seed">Makes the replacements repeatable. A person with the seed can reverse them. Null means a random one.</param>
    public Redactor(string? seed = null) =>
        _salt = seed is null ? RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes) : SHA256.HashData(Encoding.UTF8.GetBytes(seed));

    /// <summary>Redacts bodies together, so that they can still be related to each other.</summary>
    /// <exception cref="JsonException">A body is not valid JSON.</exception>
    /// <exception cref="RedactionException">A body cannot be redacted so that the SDK reads it like the original.</exception>
    public IReadOnlyList<byte[]> Redact(IReadOnlyList<byte[]> bodies)
    {
        for (var variant = 0; variant < MaxVariants; variant++)
        {
            var redactor = new BodyRedactor(new TextReplacer(_salt, variant), new TimestampShift(_salt));
            byte[][] redacted = [.. bodies.Select(body => redactor.Redact(body))];
            if (bodies.Zip(redacted).All(pair => ReadingComparison.AreAlike(pair.First, pair.Second)))
            {
                return redacted;
            }
        }

        throw new RedactionException();
    }

    /// <summary>Redacts a body.</summary>
    /// <exception cref="JsonException">The body is not valid JSON.</exception>
    /// <exception cref="RedactionException">The body cannot be redacted so that the SDK reads it like the original.</exception>
    public byte[] Redact(ReadOnlyMemory<byte> body) => Redact([body.ToArray()])[0];
}
