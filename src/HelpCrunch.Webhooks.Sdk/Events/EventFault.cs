namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Why an object is no event: what is missing, and the byte at which to look for it.</summary>
internal readonly record struct EventFault(EventFaultKind Kind, string Path, long Offset);

/// <summary>What an event cannot do without.</summary>
internal enum EventFaultKind
{
    None = 0,
    MissingEventType,
    MissingId,
    InvalidEventData,
}
