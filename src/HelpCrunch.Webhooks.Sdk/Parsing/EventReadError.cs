namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The reason why an object is not an event.</summary>
/// <param name="Kind">The part that is missing.</param>
/// <param name="Path">The path of that part.</param>
/// <param name="Offset">The position of the unreadable value, or of the object that does not have the value.</param>
/// <param name="EventType">The event type. Null when it is missing.</param>
/// <param name="Exception">The exception that a custom converter or type threw. Null when there is none.</param>
internal readonly record struct EventReadError(EventReadErrorKind Kind, string Path, int Offset, string? EventType, Exception? Exception)
{
    /// <summary>The message for a developer or a log. It contains the event type and the path, and nothing else from the body.</summary>
    public string Message => Kind switch
    {
        EventReadErrorKind.MissingEventType => "The body has no string property 'event', so its type is not known.",
        EventReadErrorKind.MissingId => "The body has no readable property 'id', so a redelivery could not be recognized.",
        _ when Exception is not null => $"The data of '{LogSanitizer.Sanitize(EventType)}' has no readable {Path}: your type or converter threw {Exception.GetType().Name}.",
        _ => $"The data of '{LogSanitizer.Sanitize(EventType)}' has no readable {Path}.",
    };
}

/// <summary>The part of an event that is missing.</summary>
internal enum EventReadErrorKind
{
    None = 0,
    MissingEventType,
    MissingId,
    InvalidEventData,
}
