namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Calls a handler, with its event and the scope of the delivery.</summary>
internal delegate Task WebhookHandlerCall(WebhookEvent webhookEvent, HandlerScope scope, CancellationToken cancellationToken);

/// <summary>One call of <c>AddHandler</c>. The call is a closure over the types, so that nothing is looked up by reflection.</summary>
internal sealed class WebhookHandlerRegistration(string endpointName, Type eventClrType, string handlerName, Type? handlerClass, WebhookHandlerCall call)
{
    /// <summary>The name of the webhooks that the handler is for.</summary>
    public string EndpointName => endpointName;

    public string HandlerName => handlerName;

    public Type EventClrType => eventClrType;

    /// <summary>Null for a delegate.</summary>
    public Type? HandlerClass => handlerClass;

    /// <summary>Leaf, family, all: the order in which handlers run.</summary>
    public int Rank { get; } =
        eventClrType.IsSealed ? 0
        : eventClrType == typeof(WebhookEvent) ? 3
        : eventClrType.BaseType == typeof(WebhookEvent) ? 2
        : 1;

    public WebhookHandlerCall Call => call;

    /// <summary>
    /// The handlers of one endpoint, in their order, by names that nobody takes for another's: classes that have theirs in common by
    /// their full ones, and functions of one event by a number from the second on.
    /// </summary>
    public static IEnumerable<WebhookHandlerRegistration> WithDistinctNames(IReadOnlyList<WebhookHandlerRegistration> handlers) =>
        handlers.Select((handler, index) =>
        {
            if (handler.HandlerClass is { } ownClass)
            {
                var isTaken = handlers.Any(other => other.HandlerName == handler.HandlerName && other.HandlerClass != ownClass);
                return isTaken ? handler.Named(ownClass.ToString()) : handler;
            }

            var before = handlers.Take(index).Count(other => other.HandlerName == handler.HandlerName);
            return before > 0 ? handler.Named($"{handler.HandlerName} {before + 1}") : handler;
        });

    private WebhookHandlerRegistration Named(string name) => new(endpointName, eventClrType, name, handlerClass, call);
}
