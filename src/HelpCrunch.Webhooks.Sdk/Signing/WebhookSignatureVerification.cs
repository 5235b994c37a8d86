namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The result of <see cref="WebhookSignatureVerifier.Verify"/>.</summary>
/// <param name="Status">The status of the signature. The default value is <see cref="WebhookSignatureStatus.Missing"/>.</param>
/// <param name="KeyName">The name of the key that matched. Null unless <paramref name="Status"/> is <see cref="WebhookSignatureStatus.Valid"/>.</param>
public readonly record struct WebhookSignatureVerification(WebhookSignatureStatus Status, string? KeyName)
{
    /// <summary>Whether <see cref="Status"/> is <see cref="WebhookSignatureStatus.Valid"/>.</summary>
    public bool IsValid => Status == WebhookSignatureStatus.Valid;
}
