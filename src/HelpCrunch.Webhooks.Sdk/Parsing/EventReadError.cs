namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Why an object is no event: what is missing, the byte at which to look for it, and what the user's code threw.</summary>
internal readonly record struct EventReadError(EventReadErrorKind Kind, string Path, int Offset, Exception? Exception = null);

/// <summary>What an event cannot do without.</summary>
internal enum EventReadErrorKind
{
    None = 0,
    MissingEventType,
    MissingId,
    InvalidEventData,
}
