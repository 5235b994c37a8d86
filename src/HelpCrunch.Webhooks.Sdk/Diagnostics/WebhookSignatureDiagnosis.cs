namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Why a signature does not match. It contains no key, no signature and nothing of the body.
/// </summary>
/// <param name="Status">The status that <see cref="WebhookSignatureVerifier"/> returns for the signature. The causes do not make it valid.</param>
/// <param name="Causes">
/// The smallest set of causes that explains why the signature does not match. <see cref="WebhookSignatureCauses.None"/> if the signature
/// matches, or if no known cause explains it.
/// </param>
/// <param name="KeyName">The name of the key that matches once the causes are removed. Null if no key matches.</param>
/// <param name="Advice">What was found and what to do, in English sentences.</param>
public sealed record WebhookSignatureDiagnosis(
    WebhookSignatureStatus Status,
    WebhookSignatureCauses Causes,
    string? KeyName,
    string Advice)
{
    /// <summary>Whether the signature matches, or the causes explain why it does not.</summary>
    public bool IsExplained => KeyName is not null;
}
