namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The hash in a header of any known format, and the differences from the 40 hexadecimal characters that HelpCrunch sends.</summary>
internal readonly record struct SignatureHeader(byte[] Hash, WebhookSignatureCauses Causes)
{
    private const int Sha1Length = 20;
    private const int Sha256Length = 32;
    private const int MaxLength = 200;
    private const int MaxPrefixLength = 20;

    public static bool TryParse(string? header, out SignatureHeader result)
    {
        result = default;
        if (header is null || header.Length > MaxLength)
        {
            return false;
        }

        var text = SurroundingCharacters.Trim(header);
        var causes = text.Length == header.Length ? WebhookSignatureCauses.None : WebhookSignatureCauses.HeaderHasSurroundingCharacters;
        if (TryDecode(text, causes, out result))
        {
            return true;
        }

        var prefixLength = GetPrefixLength(text);
        return prefixLength > 0
            && TryDecode(SurroundingCharacters.Trim(text.Substring(prefixLength)), causes | WebhookSignatureCauses.HeaderHasPrefix, out result);
    }

    /// <summary>The length of a prefix such as <c>sha1=</c> or <c>HMAC-SHA1:</c>. 0 if there is none.</summary>
    private static int GetPrefixLength(string text)
    {
        for (var index = 0; index < Math.Min(text.Length, MaxPrefixLength); index++)
        {
            if (text[index] is '=' or ':' or ' ')
            {
                return index + 1;
            }
        }

        return 0;
    }

    private static bool TryDecode(string text, WebhookSignatureCauses causes, out SignatureHeader result)
    {
        if (Hexadecimal.TryDecode(text, out var hash) || TryDecodeBase64(text, ref causes, out hash))
        {
            causes |= hash.Length == Sha256Length ? WebhookSignatureCauses.HeaderIsSha256 : WebhookSignatureCauses.None;
            result = new SignatureHeader(hash, causes);
            return hash.Length is Sha1Length or Sha256Length;
        }

        result = default;
        return false;
    }

    private static bool TryDecodeBase64(string text, ref WebhookSignatureCauses causes, out byte[] hash)
    {
        causes |= WebhookSignatureCauses.HeaderIsBase64;
        return Base64Text.TryDecode(text, out hash);
    }
}
