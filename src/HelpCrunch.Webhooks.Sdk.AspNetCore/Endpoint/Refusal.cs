namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Why a request does not come in.</summary>
internal enum Refusal
{
    /// <summary>The zero: there is no valid configuration to decide with.</summary>
    Closed = 0,
    MissingSignature,
    MalformedSignature,
    WrongSignature,
    NotJson,
    TooLarge,
    Unreadable,

    /// <summary>The body could not be read to its end: broken chunks, too slow, a compression that is not whole.</summary>
    BrokenBody,

    /// <summary>The client went away before its whole body had come through: a server drops what it has not handed over by then.</summary>
    ClientGone,
}
