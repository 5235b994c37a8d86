namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The sentence for whoever must act on a fault. It names event types and paths, never contents.</summary>
internal static class EventReadErrorMessages
{
    public static string Describe(EventReadError fault, in Envelope envelope) => fault.Kind switch
    {
        EventReadErrorKind.MissingEventType => "The body has no string property 'event', so its type is not known.",
        EventReadErrorKind.MissingId when fault.Exception is { } cause => $"The body has no readable $.id: your converter threw {cause.GetType().Name}.",
        EventReadErrorKind.MissingId => "The body has no string property 'id', so a retry of it could not be recognised.",
        _ when fault.Exception is { } cause => $"The data of '{LogSanitizer.Sanitize(envelope.EventType)}' has no readable {fault.Path}: your type or converter threw {cause.GetType().Name}.",
        _ => $"The data of '{LogSanitizer.Sanitize(envelope.EventType)}' has no readable {fault.Path}.",
    };
}
