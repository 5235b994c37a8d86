namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The result of verifying a signature. Only <see cref="Valid"/> means that the request can be trusted; the default value,
/// <see cref="Missing"/>, does not.
/// </summary>
public enum WebhookSignatureStatus
{
    /// <summary>The request has no signature: the header is absent or empty.</summary>
    Missing = 0,

    /// <summary>The header is not a signature: it does not consist of 40 hexadecimal characters.</summary>
    Malformed,

    /// <summary>No key signed this body with this signature.</summary>
    Mismatch,

    /// <summary>The signature matches the body and a key.</summary>
    Valid,
}
