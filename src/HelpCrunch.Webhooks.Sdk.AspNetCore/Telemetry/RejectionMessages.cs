namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>What the log says to do about a refused request. Nothing of the request is in it but the length of its body.</summary>
internal static class RejectionMessages
{
    public static string Of(in WebhookRequestResult result) => result.BodySize == 0
        ? $"{OfRefusal(result)} The body was empty: something may have read it before, such as a middleware or another parameter."
        : OfRefusal(result);

    private static string OfRefusal(in WebhookRequestResult result) => result.RejectionReason switch
    {
        RejectionReason.MissingSignature => $"It has no header {WebhookSignature.HeaderName}: HelpCrunch did not send it, or something on its way dropped the header.",
        RejectionReason.MalformedSignature => $"Its header {WebhookSignature.HeaderName} is not written as a signature is.",
        RejectionReason.SignatureMismatch => "No signing key of the options signed this body. WebhookSignatureDiagnostics tells why (docs/verifying-signatures.md).",
        RejectionReason.UnsupportedMediaType => "Its Content-Type is not JSON.",
        RejectionReason.PayloadTooLarge when result.Settings is { } settings => $"Its body has more than the {settings.MaxRequestBodySize} bytes of MaxRequestBodySize.",
        RejectionReason.PayloadTooLarge => "Its body has more than the limit of the server itself, MaxRequestBodySize in Kestrel.",
        RejectionReason.IncompleteBody => "Its body could not be read to its end.",
        RejectionReason.InvalidPayload => $"{result.Error}",
        _ => "The options are not valid; an error logged before says why.",
    };
}
