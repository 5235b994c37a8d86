namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A handler that was added with <c>AddHandler</c>, for those who want to say at start what an app will do.</summary>
public sealed class WebhookHandlerDescriptor
{
    internal WebhookHandlerDescriptor(WebhookHandlerRegistration handler, bool isReachable, IReadOnlyList<string> replacedEventTypes)
    {
        EndpointName = handler.EndpointName;
        HandlerName = handler.HandlerName;
        EventClrType = handler.EventClrType;
        IsReachable = isReachable;
        ReplacedEventTypes = replacedEventTypes;
    }

    /// <summary>The name of the webhooks that the handler is for. Never null; empty for the unnamed ones.</summary>
    public string EndpointName { get; }

    /// <summary>The name of the handler's class, or of its event when it is a delegate. Never null.</summary>
    public string HandlerName { get; }

    /// <summary>The type of event that it was added for: a leaf, a family, <see cref="WebhookEvent"/> for all. Never null.</summary>
    public Type EventClrType { get; }

    /// <summary>
    /// Whether the registered <see cref="WebhookParser"/> makes any events of <see cref="EventClrType"/>. It does not make those of a
    /// <see cref="CustomEvent{TData}"/> that nobody added with <c>AddEvent</c>, nor those of a leaf whose event was given another
    /// model with it: such a handler never runs on what was parsed.
    /// </summary>
    public bool IsReachable { get; }

    /// <summary>
    /// The documented events that belong to <see cref="EventClrType"/> and that the handler does not receive, because <c>AddEvent</c> of
    /// <see cref="WebhookParserOptions"/> replaced their model. They are read as a <see cref="CustomEvent{TData}"/>.
    /// </summary>
    public IReadOnlyList<string> ReplacedEventTypes { get; }

    /// <summary>The handler and its event.</summary>
    public override string ToString() => $"{HandlerName} of {TypeNames.Format(EventClrType)}";
}
