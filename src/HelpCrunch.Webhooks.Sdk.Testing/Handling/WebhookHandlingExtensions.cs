using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>Runs the handlers of an app in a test.</summary>
public static class WebhookHandlingExtensions
{
    /// <summary>Runs the handlers of an event as the endpoint does, in a new scope. A handler that fails does not throw an exception here.</summary>
    /// <param name="services">The services of the app, in which <c>AddHelpCrunchWebhooks</c> was called.</param>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="context">The context of the delivery, with the name of the endpoint. Null, which is the default, for the unnamed endpoint.</param>
    /// <param name="cancellationToken">Passed to every handler.</param>
    /// <returns>What ran and what failed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="webhookEvent"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddHelpCrunchWebhooks</c> was not called.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static async Task<WebhookHandlingResult> HandleWebhookAsync(
        this IServiceProvider services,
        WebhookEvent webhookEvent,
        WebhookDeliveryContext? context = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(webhookEvent);

        context ??= new WebhookDeliveryContext();
        var handlers = services.GetRequiredService<WebhookHandlerRegistry>().Handlers
            .Where(handler => handler.EndpointName == context.EndpointName && handler.EventClrType.IsInstanceOfType(webhookEvent))
            .Select(static handler => handler.HandlerName)
            .ToArray();
        try
        {
            await services.GetRequiredService<WebhookDispatcher>().DispatchAsync(webhookEvent, context, cancellationToken).ConfigureAwait(false);
            return new WebhookHandlingResult(handlers, []);
        }
        catch (WebhookHandlersFailedException exception)
        {
            return new WebhookHandlingResult(handlers, exception.Failures);
        }
    }
}
