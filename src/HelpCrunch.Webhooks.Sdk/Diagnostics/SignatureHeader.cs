namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A hash in any form that headers have, and in which way that differs from HelpCrunch's 40 hexadecimal characters.</summary>
internal readonly record struct SignatureHeader(byte[] Hash, WebhookSignatureCauses Causes)
{
    private const int Sha1Length = 20;
    private const int Sha256Length = 32;
    private const int MaxLength = 200;
    private const int MaxPrefixLength = 20;

    public static bool TryRead(string? header, out SignatureHeader read)
    {
        read = default;
        if (header is null || header.Length > MaxLength)
        {
            return false;
        }

        var text = SurroundingCharacters.Trim(header);
        var causes = text.Length == header.Length ? WebhookSignatureCauses.None : WebhookSignatureCauses.HeaderIsPadded;
        if (TryDecode(text, causes, out read))
        {
            return true;
        }

        var prefixLength = PrefixLength(text);
        return prefixLength > 0
            && TryDecode(SurroundingCharacters.Trim(text.Substring(prefixLength)), causes | WebhookSignatureCauses.HeaderHasPrefix, out read);
    }

    /// <summary>The length of <c>sha1=</c>, <c>HMAC-SHA1:</c> and their like; 0 where there is none.</summary>
    private static int PrefixLength(string text)
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

    private static bool TryDecode(string text, WebhookSignatureCauses causes, out SignatureHeader read)
    {
        if (Hexadecimal.TryDecode(text, out var hash) || TryDecodeBase64(text, ref causes, out hash))
        {
            causes |= hash.Length == Sha256Length ? WebhookSignatureCauses.HeaderIsSha256 : WebhookSignatureCauses.None;
            read = new SignatureHeader(hash, causes);
            return hash.Length is Sha1Length or Sha256Length;
        }

        read = default;
        return false;
    }

    private static bool TryDecodeBase64(string text, ref WebhookSignatureCauses causes, out byte[] hash)
    {
        causes |= WebhookSignatureCauses.HeaderIsBase64;
        return Base64Text.TryDecode(text, out hash);
    }
}
