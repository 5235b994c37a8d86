using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Logs which events have a handler, and warns about handlers that never run or miss events.</summary>
internal sealed class HandlerCoverageLog(WebhookHandlerRegistry registry, ILogger logger)
{
    private static readonly Type[] DocumentedFamilies = [typeof(ChatEvent), typeof(CustomerEvent), typeof(MessageEvent)];

    private readonly ILookup<string, WebhookHandlerDescriptor> _handlers =
        registry.Handlers.ToLookup(handler => handler.EndpointName, StringComparer.Ordinal);

    public void Write(string name, string keyNames, bool hasInbox)
    {
        var webhooks = WebhookTags.LogEndpoint(name);
        if (!_handlers.Contains(name))
        {
            var remedy = hasInbox
                ? "Their deliveries are stored in an inbox, so add the handlers to the process that handles them."
                : "Add a handler, or receive the events with RequireHelpCrunchSignature.";
            logger.NoHandlers(webhooks, remedy, keyNames);
            return;
        }

        var handled = registry.GetHandledEventTypes(name);
        logger.Starting(
            webhooks,
            handled.Count,
            WebhookEventTypes.All.Count,
            List(handled),
            List(WebhookEventTypes.All.Except(handled, StringComparer.Ordinal)),
            List(_handlers[name].Where(ReceivesOtherEvents).Select(handler => TypeNames.Format(handler.EventClrType)).Distinct(StringComparer.Ordinal)),
            keyNames);
        foreach (var handler in _handlers[name])
        {
            if (!handler.IsReachable)
            {
                logger.HandlerNeverRuns(webhooks, handler.HandlerName, TypeNames.Format(handler.EventClrType), Remedy(handler));
            }
            else if (handler.ReplacedEventTypes.Count > 0)
            {
                logger.HandlerMissesEvents(webhooks, handler.HandlerName, List(handler.ReplacedEventTypes));
            }
        }
    }

    /// <summary>Whether a handler receives unknown events, or events that <c>AddEvent</c> added.</summary>
    private static bool ReceivesOtherEvents(WebhookHandlerDescriptor handler) =>
        handler.IsReachable && (handler.EventClrType.IsAssignableFrom(typeof(UnknownEvent)) || IsCustomEvent(handler.EventClrType));

    private static bool IsCustomEvent(Type eventClrType) =>
        eventClrType.IsGenericType && !DocumentedFamilies.Any(eventClrType.IsAssignableFrom);

    private static string Remedy(WebhookHandlerDescriptor handler) => IsCustomEvent(handler.EventClrType)
        ? $"Call AddEvent<{TypeNames.Format(handler.EventClrType.GetGenericArguments()[0])}>(…) on the parser options."
        : $"AddEvent replaced the SDK's model of {List(handler.ReplacedEventTypes)}. Add a handler for the CustomEvent<TData> that replaces it.";

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
