namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>What the log says to do about a refused request. Nothing of the request is in it but the length of its body.</summary>
internal static class RefusalAdvice
{
    public static string Of(in Admission admission) => admission.BodySize == 0
        ? $"{OfRefusal(admission)} The body was empty: something may have read it before, such as a middleware or another parameter."
        : OfRefusal(admission);

    private static string OfRefusal(in Admission admission) => admission.Refusal switch
    {
        Refusal.MissingSignature => $"It has no header {WebhookSignature.HeaderName}: HelpCrunch did not send it, or something on its way dropped the header.",
        Refusal.MalformedSignature => $"Its header {WebhookSignature.HeaderName} is not written as a signature is.",
        Refusal.WrongSignature => "No signing key of the options signed this body. WebhookSignatureDoctor tells why (docs/verifying-signatures.md).",
        Refusal.NotJson => "Its Content-Type is not JSON.",
        Refusal.TooLarge when admission.Settings is { } settings => $"Its body has more than the {settings.MaxBodyBytes} bytes of MaxBodyBytes.",
        Refusal.TooLarge => "Its body has more than the limit of the server itself, MaxRequestBodySize in Kestrel.",
        Refusal.BrokenBody => "Its body could not be read to its end.",
        Refusal.Unreadable => $"{admission.Error}",
        _ => "The options are not valid; an error logged before says why.",
    };
}
