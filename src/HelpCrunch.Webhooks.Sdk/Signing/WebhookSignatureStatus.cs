namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Specifies the result of verifying a signature. Only <see cref="Valid"/> means that you can trust the request. The default value is
/// <see cref="Missing"/>.
/// </summary>
public enum WebhookSignatureStatus
{
    /// <summary>The request does not have a signature: the header is absent or empty.</summary>
    Missing = 0,

    /// <summary>The header is not a signature: it is not 40 hexadecimal characters.</summary>
    Malformed,

    /// <summary>The signature does not match the body with any key.</summary>
    Mismatch,

    /// <summary>The signature matches the body and a key.</summary>
    Valid,
}
