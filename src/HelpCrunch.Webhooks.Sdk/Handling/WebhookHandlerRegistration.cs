namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Calls a handler with its event and the scope of the delivery.</summary>
internal delegate Task WebhookHandlerCall(WebhookEvent webhookEvent, HandlerScope scope, CancellationToken cancellationToken);

/// <summary>One call of <c>AddHandler</c>. <see cref="Call"/> is a typed delegate, so that dispatching does not need reflection.</summary>
internal sealed class WebhookHandlerRegistration(string endpointName, Type eventClrType, string handlerName, Type? handlerClass, WebhookHandlerCall call)
{
    public string EndpointName => endpointName;

    public string HandlerName => handlerName;

    public Type EventClrType => eventClrType;

    /// <summary>The class of the handler. Null for a function.</summary>
    public Type? HandlerClass => handlerClass;

    public WebhookHandlerCall Call => call;

    /// <summary>The name of the class in every version of the app, unlike <see cref="HandlerName"/>. Null for a function.</summary>
    public string? ClassName { get; } = handlerClass?.ToString();

    public bool IsIn(IReadOnlyCollection<string> classNames) => classNames.Count > 0 && ClassName is { } className && classNames.Contains(className);

    /// <summary>The order in which handlers run: event, event family, data type, all events.</summary>
    private int Rank { get; } =
        eventClrType.IsSealed ? 0
        : eventClrType == typeof(WebhookEvent) ? 3
        : eventClrType.BaseType == typeof(WebhookEvent) ? 2
        : 1;

    /// <summary>The handlers of each endpoint in the order in which they run, with distinct names.</summary>
    public static Dictionary<string, WebhookHandlerRegistration[]> GroupByEndpoint(IEnumerable<WebhookHandlerRegistration> handlers) => handlers
        .GroupBy(handler => handler.EndpointName, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => WithDistinctNames([.. group]).OrderBy(handler => handler.Rank).ToArray(),
            StringComparer.Ordinal);

    /// <summary>Classes of the same name get their full name. The second and later functions of an event get a number.</summary>
    private static IEnumerable<WebhookHandlerRegistration> WithDistinctNames(IReadOnlyList<WebhookHandlerRegistration> handlers) =>
        handlers.Select((handler, index) =>
        {
            if (handler.HandlerClass is { } handlerClass)
            {
                var isAmbiguous = handlers.Any(other => other.HandlerName == handler.HandlerName && other.HandlerClass != handlerClass);
                return isAmbiguous ? handler.WithName(handlerClass.ToString()) : handler;
            }

            var before = handlers.Take(index).Count(other => other.HandlerName == handler.HandlerName);
            return before > 0 ? handler.WithName($"{handler.HandlerName} {before + 1}") : handler;
        });

    private WebhookHandlerRegistration WithName(string name) => new(endpointName, eventClrType, name, handlerClass, call);
}
