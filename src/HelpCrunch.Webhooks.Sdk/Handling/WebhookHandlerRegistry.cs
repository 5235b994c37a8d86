namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Lists the handlers of the app and the events that they handle, for example to log them when the app starts.
/// <c>AddHelpCrunchWebhooks</c> registers it as a singleton.
/// </summary>
public sealed class WebhookHandlerRegistry
{
    private readonly WebhookParser _parser;

    internal WebhookHandlerRegistry(IEnumerable<WebhookHandlerRegistration> handlers, WebhookParser parser)
    {
        _parser = parser;
        Type[] eventClrTypes = [.. parser.EventClrTypes()];
        Handlers = Array.AsReadOnly(
        [
            .. WebhookHandlerRegistration.GroupByEndpoint(handlers).Values.SelectMany(group => group).Select(handler =>
                new WebhookHandlerDescriptor(handler, eventClrTypes.Any(handler.EventClrType.IsAssignableFrom), GetReplacedEventTypes(handler.EventClrType))),
        ]);
    }

    /// <summary>All handlers of all endpoints. The handlers of an endpoint are in the order in which they run.</summary>
    public IReadOnlyList<WebhookHandlerDescriptor> Handlers { get; }

    /// <summary>Gets the documented event types that have a handler, in the order of <see cref="WebhookEventTypes.All"/>.</summary>
    /// <param name="endpointName">The name of the endpoint. Empty, which is the default, for the unnamed endpoint.</param>
    /// <returns>The event types.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpointName"/> is null.</exception>
    public IReadOnlyList<string> GetHandledEventTypes(string endpointName = "")
    {
        ArgumentNullException.ThrowIfNull(endpointName);

        var handlers = Handlers.Where(handler => handler.EndpointName == endpointName).ToArray();
        return [.. WebhookEventTypes.All.Where(type => Array.Exists(handlers, handler => handler.EventClrType.IsAssignableFrom(_parser.EventClrTypeOf(type))))];
    }

    private string[] GetReplacedEventTypes(Type handled) =>
    [
        .. WebhookEventTypes.All.Where(type =>
            handled.IsAssignableFrom(WebhookParser.Default.EventClrTypeOf(type)) && !handled.IsAssignableFrom(_parser.EventClrTypeOf(type))),
    ];
}
