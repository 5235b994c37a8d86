using System.Security.Cryptography;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A key as it is configured, or with one of the usual mistakes corrected.</summary>
internal sealed class KeyInterpretation(byte[] secret, int hashLength, WebhookSignatureCauses causes, string name) : IDisposable
{
    private readonly HMAC _hmac = hashLength == 32 ? new HMACSHA256(secret) : new HMACSHA1(secret);

    public WebhookSignatureCauses Causes { get; } = causes;

    public int CauseCount { get; } = causes.Count();

    public string Name { get; } = name;

    /// <summary>All interpretations of the keys, ordered by their number of causes.</summary>
    public static KeyInterpretation[] GetAll(WebhookSigningKey[] keys, int hashLength) =>
        [.. keys.SelectMany((key, index) => Interpret(key, index, hashLength)).OrderBy(interpretation => interpretation.CauseCount)];

    /// <summary>Whether this key computes this hash for the body. Hashes are compared in constant time.</summary>
    public bool Signs(byte[] body, byte[] hash) => CryptographicOperations.FixedTimeEquals(_hmac.ComputeHash(body), hash);

    public void Dispose() => _hmac.Dispose();

    private static IEnumerable<KeyInterpretation> Interpret(WebhookSigningKey key, int index, int hashLength)
    {
        var causes = index == 0 ? WebhookSignatureCauses.None : WebhookSignatureCauses.NonPrimaryKey;
        var text = Encoding.UTF8.GetString(key.Secret);
        var cleaned = SurroundingCharacters.Clean(text);
        yield return Create(key.Secret, causes);

        if (cleaned.Length > 0 && cleaned.Length < text.Length)
        {
            causes |= WebhookSignatureCauses.KeyHasSurroundingCharacters;
            yield return Create(Encoding.UTF8.GetBytes(cleaned), causes);
        }

        if (Hexadecimal.TryDecode(cleaned, out var decoded))
        {
            yield return Create(decoded, causes | WebhookSignatureCauses.KeyIsHex);
        }

        if (Base64Text.TryDecode(cleaned, out decoded))
        {
            yield return Create(decoded, causes | WebhookSignatureCauses.KeyIsBase64);
        }

        KeyInterpretation Create(byte[] secret, WebhookSignatureCauses causes) => new(secret, hashLength, causes, key.Name);
    }
}
