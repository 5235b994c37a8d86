namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Why an object is not an event.</summary>
/// <param name="Kind">What is missing.</param>
/// <param name="Path">The path of what is missing.</param>
/// <param name="Offset">The position of the unreadable value, or of the object that has no such value.</param>
/// <param name="EventType">The event type; null when it is missing.</param>
/// <param name="Exception">The exception that the user's converter or type threw; null when there is none.</param>
internal readonly record struct EventReadError(EventReadErrorKind Kind, string Path, int Offset, string? EventType, Exception? Exception)
{
    /// <summary>The error for a developer or a log. It names the event type and the path, and holds nothing else of the body.</summary>
    public string Message => Kind switch
    {
        EventReadErrorKind.MissingEventType => "The body has no string property 'event', so its type is not known.",
        EventReadErrorKind.MissingId when Exception is not null => $"The body has no readable $.id: your converter threw {Exception.GetType().Name}.",
        EventReadErrorKind.MissingId => "The body has no string property 'id', so a redelivery could not be recognized.",
        _ when Exception is not null => $"The data of '{LogSanitizer.Sanitize(EventType)}' has no readable {Path}: your type or converter threw {Exception.GetType().Name}.",
        _ => $"The data of '{LogSanitizer.Sanitize(EventType)}' has no readable {Path}.",
    };
}

/// <summary>What an event must have.</summary>
internal enum EventReadErrorKind
{
    None = 0,
    MissingEventType,
    MissingId,
    InvalidEventData,
}
