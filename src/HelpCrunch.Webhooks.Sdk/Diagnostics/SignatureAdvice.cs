namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The sentences of a diagnosis: what was found, and what to do.</summary>
internal static class SignatureAdvice
{
    private const string RawBytes = "Verify the bytes of the request before anything decodes, parses or logs them.";

    private static readonly (WebhookSignatureCauses Cause, string Advice)[] Advices =
    [
        (WebhookSignatureCauses.BodyReencoded, "The body was decoded and encoded again: its strings are escaped otherwise than in the body that was signed, where PHP writes '/' as '\\/' and 'é' as '\\u00e9'. " + RawBytes),
        (WebhookSignatureCauses.BodyIsReformatted, "The body was parsed and written again: the white space between its values is not that of the body that was signed. " + RawBytes),
        (WebhookSignatureCauses.TrailingNewlineChanged, "A line end at the end of the body was added or removed, as editors and shells do. Save and pass the body's bytes as received."),
        (WebhookSignatureCauses.LineEndingsChanged, "The line ends of the body were changed between CRLF and LF, as version control and text mode do. Save and pass the body's bytes as received."),
        (WebhookSignatureCauses.ByteOrderMarkChanged, "A UTF-8 byte order mark was added to the body or removed from it, as reading and writing text files does. Save and pass the body's bytes as received."),
        (WebhookSignatureCauses.KeyHasSurroundingCharacters, "The key '{0}' has white space, quotes or a byte order mark around it. Remove them where the key is stored."),
        (WebhookSignatureCauses.KeyIsHex, "The key '{0}' is the hexadecimal text of the key that signed. Store the key as HelpCrunch shows it: it is taken as plain text."),
        (WebhookSignatureCauses.KeyIsBase64, "The key '{0}' is the base64 text of the key that signed. Store the key as HelpCrunch shows it: it is taken as plain text."),
        (WebhookSignatureCauses.NonPrimaryKey, "The key that signed is '{0}', not the first of your keys. Use that one, or give the verifier both while the keys change."),
        (WebhookSignatureCauses.HeaderIsPadded, "The header has white space or quotes around it. Pass its value without them."),
        (WebhookSignatureCauses.HeaderHasPrefix, "The header has a prefix, such as 'sha1='. HelpCrunch sends none: find what adds it on the way, or what else sent the request."),
        (WebhookSignatureCauses.HeaderIsBase64, "The header is base64. HelpCrunch sends 40 hexadecimal characters: find what else signed the request, such as a test of your own."),
        (WebhookSignatureCauses.HeaderIsSha256, "The header was made with HMAC-SHA256. HelpCrunch signs with HMAC-SHA1: find what else signed the request, such as a test of your own."),
    ];

    public static string For(WebhookSignatureCauses causes, string keyName) => causes == WebhookSignatureCauses.None
        ? $"The signature is valid, with the key '{LogSanitizer.Sanitize(keyName)}'."
        : string.Join(" ", Advices.Where(advice => (causes & advice.Cause) != 0).Select(advice => advice.Advice.Replace("{0}", LogSanitizer.Sanitize(keyName))));

    public static string ForUnreadable(string? header) => string.IsNullOrWhiteSpace(header)
        ? $"The request has no header {WebhookSignature.HeaderName}. HelpCrunch sends it with every webhook: see whether a proxy removes it, or whether the request is from HelpCrunch at all."
        : $"The header is no signature: it has {header!.Length} characters, which are not 40 hexadecimal ones, nor a hash in another form. The sample on HelpCrunch's page is a placeholder of this kind.";

    public const string ForEmptyBody = "The body is empty. Something read the request's body before your code did: enable buffering and rewind, or verify first.";

    public static string ForUnexplained(WebhookSignatureCauses ofHeader, bool isComplete)
    {
        var tried = isComplete
            ? "No known cause makes the signature match."
            : "No known cause was found, but the body is so large that not every combination was tried. Try it with a smaller body.";
        var form = string.Concat(Advices.Where(advice => (ofHeader & advice.Cause) != 0).Select(advice => " " + advice.Advice));
        return tried + form
            + " What is left: the key is that of another account, or was changed at HelpCrunch; the header is that of another delivery, since a retry has a signature of its own; or the body was changed in a way that leaves no trace, such as another order of its properties.";
    }
}
