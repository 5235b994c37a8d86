using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Hands events to their handlers: those of the event itself first, then those of its family, then those of all events. Safe for
/// threads. <c>AddHelpCrunchWebhooks</c> registers it as a singleton; queue consumers and serverless hosts call it themselves.
/// </summary>
public sealed class WebhookDispatcher
{
    private readonly Dictionary<string, WebhookHandlerRegistration[]> _handlers;
    private readonly IServiceScopeFactory _scopes;
    private readonly IWebhookHandlerObserver[] _observers;
    private readonly WebhookParser _parser;

    internal WebhookDispatcher(
        IEnumerable<WebhookHandlerRegistration> handlers,
        IServiceScopeFactory scopes,
        IEnumerable<IWebhookHandlerObserver> observers,
        WebhookParser parser)
    {
        _handlers = handlers
            .GroupBy(handler => handler.EndpointName, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(handler => handler.Rank).ToArray(), StringComparer.Ordinal);
        _scopes = scopes;
        _observers = [.. observers];
        _parser = parser;
    }

    /// <summary>Hands an event to the handlers of the unnamed webhooks.</summary>
    /// <param name="webhookEvent">The event. Must not be null.</param>
    /// <param name="cancellationToken">Handed to every handler.</param>
    /// <returns>The number of handlers that ran; 0 when the event has none, which is no error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="webhookEvent"/> is null.</exception>
    /// <exception cref="WebhookHandlersFailedException">A handler failed. The others ran all the same.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before a handler ran, or every failure was the cancellation.</exception>
    public ValueTask<int> DispatchAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken = default) =>
        DispatchAsync(webhookEvent, "", cancellationToken);

    /// <summary>Hands an event to the handlers of the webhooks of one name, in an app that receives those of several accounts.</summary>
    /// <param name="webhookEvent">The event. Must not be null.</param>
    /// <param name="name">The name that <c>AddHelpCrunchWebhooks</c> was given. Must not be null; empty for the unnamed ones.</param>
    /// <param name="cancellationToken">Handed to every handler.</param>
    /// <returns>The number of handlers that ran; 0 when the event has none, which is no error.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="WebhookHandlersFailedException">A handler failed. The others ran all the same.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before a handler ran, or every failure was the cancellation.</exception>
    public ValueTask<int> DispatchAsync(WebhookEvent webhookEvent, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(webhookEvent);
        ArgumentNullException.ThrowIfNull(name);

        cancellationToken.ThrowIfCancellationRequested();
        return _handlers.TryGetValue(name, out var handlers) ? RunAsync(handlers, webhookEvent, cancellationToken) : default;
    }

    /// <summary>Which of the documented events have a handler, in the order of <see cref="WebhookEventTypes.All"/>.</summary>
    /// <param name="name">The name of the webhooks. Must not be null; empty, which is the default, for the unnamed ones.</param>
    /// <returns>The values of <c>event</c>. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public IReadOnlyList<string> GetHandledEventTypes(string name = "")
    {
        ArgumentNullException.ThrowIfNull(name);

        return _handlers.TryGetValue(name, out var handlers)
            ? [.. WebhookEventTypes.All.Where(type => handlers.Any(handler => handler.EventClass.IsAssignableFrom(_parser.EventClassOf(type))))]
            : [];
    }

    private async ValueTask<int> RunAsync(WebhookHandlerRegistration[] handlers, WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        var ran = 0;
        List<WebhookHandlerFailure>? failures = null;
        var scope = new HandlerScope(_scopes);
        foreach (var handler in handlers)
        {
            if (handler.EventClass.IsInstanceOfType(webhookEvent))
            {
                ran++;
                if (await RunAsync(handler, webhookEvent, scope, cancellationToken).ConfigureAwait(false) is { } failure)
                {
                    (failures ??= []).Add(failure);
                }
            }
        }

        if (await DisposeAsync(scope).ConfigureAwait(false) is { } disposal)
        {
            (failures ??= []).Add(disposal);
        }

        return failures is null ? ran : throw Failed(webhookEvent, ran, failures, cancellationToken);
    }

    private async ValueTask<WebhookHandlerFailure?> RunAsync(
        WebhookHandlerRegistration handler,
        WebhookEvent webhookEvent,
        HandlerScope scope,
        CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        Exception? thrown = null;
        try
        {
            await handler.Call(webhookEvent, scope, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever it is, the handlers after it have a right to their event; the caller gets all failures together.
            thrown = exception;
        }

        if (_observers.Length > 0)
        {
            Observe(handler, webhookEvent, Stopwatch.GetElapsedTime(start), thrown);
        }

        return thrown is null ? null : new WebhookHandlerFailure(handler.HandlerName, thrown);
    }

    private void Observe(WebhookHandlerRegistration handler, WebhookEvent webhookEvent, TimeSpan elapsed, Exception? thrown)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.OnHandled(webhookEvent, handler.EndpointName, handler.HandlerName, elapsed, thrown);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // It is not the delivery that failed, and the next handler has a right to its event.
            }
        }
    }

    /// <summary>A scoped service that fails at its end (a unit of work that is saved there, say) fails the delivery too.</summary>
    private static async ValueTask<WebhookHandlerFailure?> DisposeAsync(HandlerScope scope)
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new WebhookHandlerFailure("the end of the scope", exception);
        }
    }

    private static Exception Failed(WebhookEvent webhookEvent, int ran, List<WebhookHandlerFailure> failures, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested && failures.TrueForAll(failure => failure.Exception is OperationCanceledException)
            ? new OperationCanceledException($"Cancelled while handling {webhookEvent}.", failures[0].Exception, cancellationToken)
            : new WebhookHandlersFailedException(webhookEvent, ran, failures.AsReadOnly());
}
