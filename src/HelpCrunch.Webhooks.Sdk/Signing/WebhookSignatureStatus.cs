namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What a signature is worth. All but <see cref="Valid"/> refuse, the zero among them.</summary>
public enum WebhookSignatureStatus
{
    /// <summary>There is no signature: the header is absent or empty.</summary>
    Missing = 0,

    /// <summary>The header is not 40 hexadecimal characters, so it is no signature at all.</summary>
    Malformed,

    /// <summary>The signature is not that of this body with any of the keys.</summary>
    Mismatch,

    /// <summary>The signature is that of this body.</summary>
    Valid,
}
