namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Why a request does not come in.</summary>
internal enum RejectionReason
{
    /// <summary>The zero: there is no valid configuration to decide with.</summary>
    InvalidOptions = 0,
    MissingSignature,
    MalformedSignature,
    SignatureMismatch,
    UnsupportedMediaType,
    PayloadTooLarge,
    InvalidPayload,

    /// <summary>The body could not be read to its end: broken chunks, too slow, a compression that is not whole.</summary>
    IncompleteBody,

    /// <summary>The client went away before its whole body had come through: a server drops what it has not handed over by then.</summary>
    ClientDisconnected,
}
