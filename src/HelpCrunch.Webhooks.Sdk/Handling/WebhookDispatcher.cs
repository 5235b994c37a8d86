using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Runs the handlers of an event: first those of the event itself, then those of its family, then those of all events. Thread-safe.
/// <c>AddHelpCrunchWebhooks</c> registers it as a singleton. Queue consumers and serverless hosts call it themselves; the endpoint of
/// HelpCrunch.Webhooks.Sdk.AspNetCore calls it for each delivery.
/// </summary>
public sealed class WebhookDispatcher
{
    private readonly Dictionary<string, WebhookHandlerRegistration[]> _handlers;
    private readonly IServiceScopeFactory _scopes;
    private readonly IWebhookHandlerObserver[] _observers;

    internal WebhookDispatcher(
        IEnumerable<WebhookHandlerRegistration> handlers,
        IServiceScopeFactory scopes,
        IEnumerable<IWebhookHandlerObserver> observers)
    {
        _handlers = WebhookHandlerRegistration.GroupByEndpoint(handlers);
        _scopes = scopes;
        _observers = [.. observers];
    }

    /// <summary>Runs the handlers of the unnamed endpoint.</summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="cancellationToken">Passed to every handler. Once it is canceled, no further handler starts.</param>
    /// <returns>How many handlers ran.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="webhookEvent"/> is null.</exception>
    /// <exception cref="WebhookHandlersFailedException">One or more handlers failed. The other handlers ran, unless <paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled before the first handler, or it is the only reason why handlers failed.</exception>
    public ValueTask<WebhookDispatchResult> DispatchAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken = default) =>
        DispatchAsync(webhookEvent, new WebhookDeliveryContext(), cancellationToken);

    /// <summary>Runs the handlers of an endpoint, with what is known of the delivery.</summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="context">The endpoint whose handlers run, the signing key and the time. Handlers get it as a scoped service.</param>
    /// <param name="cancellationToken">Passed to every handler. Once it is canceled, no further handler starts.</param>
    /// <returns>How many handlers ran.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="webhookEvent"/> or <paramref name="context"/> is null.</exception>
    /// <exception cref="WebhookHandlersFailedException">One or more handlers failed. The other handlers ran, unless <paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled before the first handler, or it is the only reason why handlers failed.</exception>
    public ValueTask<WebhookDispatchResult> DispatchAsync(WebhookEvent webhookEvent, WebhookDeliveryContext context, CancellationToken cancellationToken = default) =>
        DispatchCoreAsync(webhookEvent, context, services: null, cancellationToken);

    /// <summary>
    /// Runs the handlers of an endpoint in an existing scope, so that they share its services with the caller, such as a
    /// <c>DbContext</c> and its transaction. The scope is not disposed. Dispatch one delivery at a time in a scope.
    /// </summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="context">The endpoint whose handlers run, the signing key and the time. Handlers get it as a scoped service.</param>
    /// <param name="services">The services of the scope.</param>
    /// <param name="cancellationToken">Passed to every handler. Once it is canceled, no further handler starts.</param>
    /// <returns>How many handlers ran.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="webhookEvent"/>, <paramref name="context"/>, or <paramref name="services"/> is null.</exception>
    /// <exception cref="WebhookHandlersFailedException">One or more handlers failed. The other handlers ran, unless <paramref name="cancellationToken"/> was canceled.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled before the first handler, or it is the only reason why handlers failed.</exception>
    public ValueTask<WebhookDispatchResult> DispatchAsync(
        WebhookEvent webhookEvent,
        WebhookDeliveryContext context,
        IServiceProvider services,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(services);

        return DispatchCoreAsync(webhookEvent, context, services, cancellationToken);
    }

    /// <summary>Throws if the app has no handlers for the endpoint. A message of the endpoint would count as handled, and it would be lost.</summary>
    internal void ThrowIfNoHandlers(string endpointName)
    {
        if (!_handlers.ContainsKey(endpointName))
        {
            var others = _handlers.Count > 0 ? $" It has handlers for {string.Join(", ", _handlers.Keys.Select(Describe))}." : "";
            throw new InvalidOperationException(
                $"The message is from {Describe(endpointName)}, for which this app has no handlers.{others} The message was not handled. Add the handlers to that endpoint with AddEndpoint or ForEndpoint, and process the message again. Names are case-sensitive.");
        }

        static string Describe(string name) => name.Length == 0 ? "the unnamed endpoint" : $"the endpoint '{LogSanitizer.Sanitize(name)}'";
    }

    private ValueTask<WebhookDispatchResult> DispatchCoreAsync(
        WebhookEvent webhookEvent,
        WebhookDeliveryContext context,
        IServiceProvider? services,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(webhookEvent);
        ArgumentNullException.ThrowIfNull(context);

        if (cancellationToken.IsCancellationRequested)
        {
            return new ValueTask<WebhookDispatchResult>(Task.FromCanceled<WebhookDispatchResult>(cancellationToken));
        }

        return _handlers.TryGetValue(context.EndpointName, out var handlers)
            ? RunAsync(handlers, webhookEvent, context, new HandlerScope(_scopes, services, context), cancellationToken)
            : default;
    }

    private async ValueTask<WebhookDispatchResult> RunAsync(
        WebhookHandlerRegistration[] handlers,
        WebhookEvent webhookEvent,
        WebhookDeliveryContext context,
        HandlerScope scope,
        CancellationToken cancellationToken)
    {
        var count = 0;
        var skippedCount = 0;
        List<WebhookHandlerFailure>? failures = null;
        List<WebhookHandlerRegistration>? failed = null;
        WebhookHandlerFailure? scopeFailure = null;
        try
        {
            foreach (var handler in handlers)
            {
                if (!handler.EventClrType.IsInstanceOfType(webhookEvent))
                {
                    continue;
                }

                if (handler.IsIn(context.CompletedHandlers))
                {
                    skippedCount++;
                    continue;
                }

                count++;
                if (await RunAsync(handler, webhookEvent, scope, cancellationToken).ConfigureAwait(false) is { } failure)
                {
                    (failures ??= []).Add(failure);
                    (failed ??= []).Add(handler);
                }
            }
        }
        finally
        {
            scopeFailure = await DisposeAsync(scope).ConfigureAwait(false);
        }

        if (failures is null && scopeFailure is null)
        {
            return new WebhookDispatchResult(count, skippedCount);
        }

        // If the scope failed, the work of the handlers in this attempt may not be saved.
        var completed = scopeFailure is null ? CompletedHandlers(handlers, webhookEvent, context, failed) : context.CompletedHandlers;
        throw Failed(webhookEvent, count, failures ?? [], scopeFailure, completed, cancellationToken);
    }

    /// <summary>The handler classes that need not run again. A class that handles the event twice, such as by its family, must have succeeded twice.</summary>
    private static string[] CompletedHandlers(
        WebhookHandlerRegistration[] handlers,
        WebhookEvent webhookEvent,
        WebhookDeliveryContext context,
        IEnumerable<WebhookHandlerRegistration>? failed) =>
    [
        .. context.CompletedHandlers
            .Union(handlers.Where(handler => handler.EventClrType.IsInstanceOfType(webhookEvent)).Select(handler => handler.ClassName).OfType<string>(), StringComparer.Ordinal)
            .Except((failed ?? []).Select(handler => handler.ClassName).OfType<string>(), StringComparer.Ordinal),
    ];

    private async ValueTask<WebhookHandlerFailure?> RunAsync(
        WebhookHandlerRegistration handler,
        WebhookEvent webhookEvent,
        HandlerScope scope,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            // The caller may already have given the delivery to another process.
            return new WebhookHandlerFailure(handler.HandlerName, new OperationCanceledException("The handler was not started because the delivery was canceled.", cancellationToken));
        }

        var start = Stopwatch.GetTimestamp();
        Exception? thrown = null;
        try
        {
            await handler.Call(webhookEvent, scope, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Every exception, OutOfMemoryException included: the other handlers must run, and the caller gets all failures together.
            thrown = exception;
        }

        if (_observers.Length > 0)
        {
            Notify(new WebhookHandledContext(webhookEvent, handler.EndpointName, handler.HandlerName, Stopwatch.GetElapsedTime(start), thrown));
        }

        return thrown is null ? null : new WebhookHandlerFailure(handler.HandlerName, thrown);
    }

    private void Notify(in WebhookHandledContext context)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.OnHandled(context);
            }
            catch (Exception)
            {
                // A failing measurement must not fail the delivery.
            }
        }
    }

    /// <summary>A scoped service that throws while it is disposed, such as a unit of work that saves then, fails the delivery as well.</summary>
    private static async ValueTask<WebhookHandlerFailure?> DisposeAsync(HandlerScope scope)
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            return new WebhookHandlerFailure("scope disposal", exception);
        }
    }

    private static Exception Failed(
        WebhookEvent webhookEvent,
        int count,
        List<WebhookHandlerFailure> failures,
        WebhookHandlerFailure? scopeFailure,
        IReadOnlyCollection<string> completedHandlers,
        CancellationToken cancellationToken)
    {
        var message = failures.Count == 0
            ? $"The handlers succeeded for {webhookEvent}, but disposing their scoped services failed: {scopeFailure}."
            : $"{failures.Count} of {count} handlers failed for {webhookEvent}: {string.Join(", ", failures)}."
                + (scopeFailure is null ? "" : $" Disposing their scoped services failed as well: {scopeFailure}.");
        if (scopeFailure is not null)
        {
            failures.Add(scopeFailure);
        }

        return cancellationToken.IsCancellationRequested && failures.TrueForAll(static failure => failure.Exception is OperationCanceledException)
            ? new WebhookHandlersCanceledException($"Handling {webhookEvent} was canceled.", failures[0].Exception, completedHandlers, cancellationToken)
            : new WebhookHandlersFailedException(message, failures, completedHandlers);
    }
}
