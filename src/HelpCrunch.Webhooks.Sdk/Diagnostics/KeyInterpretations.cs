using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The keys, as they are and as they may have been meant, the likeliest first.</summary>
internal sealed class KeyInterpretations : IDisposable
{
    public KeyInterpretations(WebhookSigningKey[] keys, int hashLength) =>
        All = [.. keys.SelectMany((key, index) => ReadingsOf(key, index, hashLength)).OrderBy(reading => reading.Count)];

    public KeyInterpretation[] All { get; }

    public void Dispose()
    {
        foreach (var reading in All)
        {
            reading.Dispose();
        }
    }

    private static IEnumerable<KeyInterpretation> ReadingsOf(WebhookSigningKey key, int index, int hashLength)
    {
        var position = index == 0 ? WebhookSignatureCauses.None : WebhookSignatureCauses.NonPrimaryKey;
        var text = Encoding.UTF8.GetString(key.Secret);
        var trimmed = SurroundingCharacters.Trim(text);
        yield return Reading(key.Secret, position);

        if (trimmed.Length > 0 && trimmed.Length < text.Length)
        {
            position |= WebhookSignatureCauses.KeyHasSurroundingCharacters;
            yield return Reading(Encoding.UTF8.GetBytes(trimmed), position);
        }

        if (Hexadecimal.TryDecode(trimmed, out var decoded))
        {
            yield return Reading(decoded, position | WebhookSignatureCauses.KeyIsHex);
        }

        if (Base64Text.TryDecode(trimmed, out decoded))
        {
            yield return Reading(decoded, position | WebhookSignatureCauses.KeyIsBase64);
        }

        KeyInterpretation Reading(byte[] secret, WebhookSignatureCauses causes) => new(secret, hashLength, causes, key.Name);
    }
}
