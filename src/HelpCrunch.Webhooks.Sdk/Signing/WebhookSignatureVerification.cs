namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What a signature is worth, and which key said so.</summary>
/// <param name="Status">What the signature is worth; the default refuses.</param>
/// <param name="KeyName">The name of the key that matched. Null unless the status is <see cref="WebhookSignatureStatus.Valid"/>.</param>
public readonly record struct WebhookSignatureVerification(WebhookSignatureStatus Status, string? KeyName)
{
    /// <summary>Whether the signature is that of the body.</summary>
    public bool IsValid => Status == WebhookSignatureStatus.Valid;
}
