namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The reasons why a signature does not match. It does not contain keys, signatures or parts of the body.
/// </summary>
/// <param name="Status">The status that <see cref="WebhookSignatureVerifier"/> returns for the signature. Causes do not make the signature valid.</param>
/// <param name="Causes">
/// The smallest set of causes that explains why the signature does not match. <see cref="WebhookSignatureCauses.None"/> if the signature
/// matches, or if no known cause explains it.
/// </param>
/// <param name="KeyName">The name of the key that matches after the changes are undone. Null if no key matches.</param>
/// <param name="Advice">The causes and what to do about them, in English sentences.</param>
public sealed record WebhookSignatureDiagnosis(
    WebhookSignatureStatus Status,
    WebhookSignatureCauses Causes,
    string? KeyName,
    string Advice)
{
    /// <summary>Whether the signature matches, or the causes explain why it does not.</summary>
    public bool IsExplained => KeyName is not null;
}
