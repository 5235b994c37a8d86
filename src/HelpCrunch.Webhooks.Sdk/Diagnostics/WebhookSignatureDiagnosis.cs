namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Why a signature does not match. For the developer who is looking for the cause; it holds neither key nor signature, and
/// nothing of the body.
/// </summary>
/// <param name="Status">What <see cref="WebhookSignatureVerifier"/> says of the signature. No cause found here makes it valid.</param>
/// <param name="Causes">
/// The fewest causes that, all undone, make the signature match. <see cref="WebhookSignatureCauses.None"/> when there are none,
/// or none that is known.
/// </param>
/// <param name="KeyName">The name of the key that the signature then matches. Null when it matches none.</param>
/// <param name="Advice">What was found and what to do, in sentences for the developer. Never null.</param>
public sealed record WebhookSignatureDiagnosis(
    WebhookSignatureStatus Status,
    WebhookSignatureCauses Causes,
    string? KeyName,
    string Advice)
{
    /// <summary>Whether it is known why the signature does not match, or it does.</summary>
    public bool IsExplained => KeyName is not null;
}
