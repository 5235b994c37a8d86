namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Describes a handler that was added with <c>AddHandler</c>.</summary>
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

    /// <summary>The name of the endpoint whose events the handler gets. Empty for the unnamed endpoint.</summary>
    public string EndpointName { get; }

    /// <summary>The name of the handler, as in <see cref="WebhookHandledContext.HandlerName"/>.</summary>
    public string HandlerName { get; }

    /// <summary>The type of the events that the handler gets, such as <see cref="ChatRatedEvent"/>, <see cref="ChatEvent"/> or <see cref="WebhookEvent"/>.</summary>
    public Type EventClrType { get; }

    /// <summary>
    /// Whether the registered <see cref="WebhookParser"/> returns events of <see cref="EventClrType"/>. False for a
    /// <see cref="CustomEvent{TData}"/> whose event was not added with <c>AddEvent</c>, and for a documented event that a custom event
    /// replaces.
    /// </summary>
    public bool IsReachable { get; }

    /// <summary>
    /// The documented events that belong to <see cref="EventClrType"/> and that the handler does not receive, because <c>AddEvent</c> of
    /// <see cref="WebhookParserOptions"/> replaced them with a <see cref="CustomEvent{TData}"/>.
    /// </summary>
    public IReadOnlyList<string> ReplacedEventTypes { get; }

    /// <summary>Returns the name of the handler and the type of its events.</summary>
    public override string ToString() => $"{HandlerName} of {TypeNames.Format(EventClrType)}";
}
