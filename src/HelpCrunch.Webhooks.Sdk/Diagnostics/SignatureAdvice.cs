namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The sentences of a diagnosis: the causes, and what to do about them.</summary>
internal static class SignatureAdvice
{
    public const string ForEmptyBody = "The body is empty. Other code read the request body first. Verify before that code runs, or enable buffering and rewind the body.";

    private const string VerifyRawBytes = "Verify the bytes of the request before any code decodes, parses or logs them.";
    private const string KeepRawBytes = "Save and pass the bytes of the body as received.";
    private const string StoreKeyAsShown = "Store the key as HelpCrunch shows it. It is used as plain text.";
    private const string FindOtherSigner = "Find out which other code signed the request, such as a test.";

    private static readonly (WebhookSignatureCauses Cause, string Advice)[] AdviceByCause =
    [
        (WebhookSignatureCauses.BodyCompressed, "The body is compressed. HelpCrunch signs the JSON before a proxy compresses it. Decompress the body before you verify it, in ASP.NET Core with app.UseRequestDecompression(), or let the proxy not compress requests."),
        (WebhookSignatureCauses.BodyReencoded, "The body was decoded and encoded again, so its strings are escaped differently. HelpCrunch writes '/' as '\\/' and 'é' as '\\u00e9'. " + VerifyRawBytes),
        (WebhookSignatureCauses.BodyReformatted, "The white space outside the strings of the JSON differs. The body was parsed and formatted again, or an editor changed it. " + VerifyRawBytes),
        (WebhookSignatureCauses.TrailingNewlineChanged, "A newline at the end of the body was added or removed. Editors and shells do that. " + KeepRawBytes),
        (WebhookSignatureCauses.LineEndingsChanged, "The line endings of the body were changed between CRLF and LF. Version control and text mode do that. " + KeepRawBytes),
        (WebhookSignatureCauses.ByteOrderMarkChanged, "A UTF-8 byte order mark was added to the body or removed from it. Reading and writing text files does that. " + KeepRawBytes),
        (WebhookSignatureCauses.KeyHasSurroundingCharacters, "The key '{0}' has white space or quotation marks around it, or invisible characters, such as a byte order mark. Remove them where the key is stored."),
        (WebhookSignatureCauses.KeyIsHex, "The key '{0}' is the hexadecimal text of the key that signed the body. " + StoreKeyAsShown),
        (WebhookSignatureCauses.KeyIsBase64, "The key '{0}' is the base64 text of the key that signed the body. " + StoreKeyAsShown),
        (WebhookSignatureCauses.NonPrimaryKey, "The body was signed with the key '{0}', which is not the first one. Use that key, or pass both keys to the verifier while the key is being replaced."),
        (WebhookSignatureCauses.HeaderHasSurroundingCharacters, "The header has white space or quotes around it. Pass its value without them."),
        (WebhookSignatureCauses.HeaderHasPrefix, "The header has a prefix, such as 'sha1='. HelpCrunch does not send a prefix. Find out what adds it, or which other code sent the request."),
        (WebhookSignatureCauses.HeaderIsBase64, "The header is base64. HelpCrunch sends 40 hexadecimal characters. " + FindOtherSigner),
        (WebhookSignatureCauses.HeaderIsSha256, "The header was computed with HMAC-SHA256. HelpCrunch uses HMAC-SHA1. " + FindOtherSigner),
    ];

    public static string For(WebhookSignatureCauses causes, string keyName) => causes == WebhookSignatureCauses.None
        ? $"The signature is valid. The key '{LogSanitizer.Sanitize(keyName)}' matches."
        : string.Join(" ", AdviceFor(causes)).Replace("{0}", LogSanitizer.Sanitize(keyName));

    public static string ForMalformedHeader(string? header) => string.IsNullOrWhiteSpace(header)
        ? $"The request has no header {WebhookSignature.HeaderName}. HelpCrunch sends it with every webhook. Find out whether a proxy removes it, or whether the request is from HelpCrunch at all."
        : $"The header is not a signature. It has {header!.Length} characters, but it is neither 40 hexadecimal characters nor a hash in another known format. The sample in HelpCrunch's documentation is such a placeholder.";

    public static string ForUnexplained(WebhookSignatureCauses knownCauses, bool isComplete)
    {
        var result = isComplete
            ? "No known cause explains the signature."
            : "No known cause was found, but the body is so large that not all combinations were tried. Try a smaller body.";
        return string.Join(" ", [result, .. AdviceFor(knownCauses)])
            + " Other causes: the key is from another account, or it was changed in HelpCrunch; the header is from another delivery (each retry has its own signature); or the body was changed in a way that cannot be reverted, such as another order of properties.";
    }

    private static IEnumerable<string> AdviceFor(WebhookSignatureCauses causes) =>
        AdviceByCause.Where(row => (causes & row.Cause) != 0).Select(row => row.Advice);
}
