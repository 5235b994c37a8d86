using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The sentence for whoever must act on a fault. It names event types and paths, never contents.</summary>
internal static class EventFaultText
{
    public static string Describe(EventFault fault, in Envelope envelope) => fault.Kind switch
    {
        EventFaultKind.MissingEventType => "The body has no string property 'event', so its type is not known.",
        EventFaultKind.MissingId when fault.Cause is { } cause => $"The body has no readable $.id: your converter threw {cause.GetType().Name}.",
        EventFaultKind.MissingId => "The body has no string property 'id', so a retry of it could not be recognised.",
        _ when fault.Cause is { } cause => $"The data of '{LogText.From(envelope.EventType)}' has no readable {fault.Path}: your type or converter threw {cause.GetType().Name}.",
        _ => $"The data of '{LogText.From(envelope.EventType)}' has no readable {fault.Path}.",
    };
}
