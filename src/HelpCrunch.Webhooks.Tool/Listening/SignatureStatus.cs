namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>The result of verifying the signature of a delivery.</summary>
internal enum SignatureStatus
{
    /// <summary>The signature was not verified, because no signing key was given.</summary>
    NotVerified = 0,

    /// <summary>The signature header is missing.</summary>
    Missing,

    /// <summary>The signature header is not 40 hexadecimal characters.</summary>
    Malformed,

    /// <summary>The signature does not match the body.</summary>
    Mismatch,

    /// <summary>The signature matches the body.</summary>
    Valid,
}
