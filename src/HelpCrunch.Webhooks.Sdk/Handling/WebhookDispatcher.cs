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
            .ToDictionary(
                group => group.Key,
                group => WebhookHandlerRegistration.WithDistinctNames([.. group]).OrderBy(handler => handler.Rank).ToArray(),
                StringComparer.Ordinal);
        _scopes = scopes;
        _observers = [.. observers];
        _parser = parser;
    }

    /// <summary>Hands an event to the handlers of the unnamed webhooks.</summary>
    /// <param name="webhookEvent">The event. Must not be null.</param>
    /// <param name="cancellationToken">Handed to every handler. Once it is cancelled, no other handler is started.</param>
    /// <returns>The number of handlers that ran; 0 when the event has none, which is no error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="webhookEvent"/> is null.</exception>
    /// <exception cref="WebhookHandlersFailedException">A handler failed. The others ran all the same, unless it was cancelled meanwhile.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before a handler ran, or every failure was the cancellation.</exception>
    public ValueTask<int> DispatchAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken = default) =>
        DispatchAsync(webhookEvent, "", cancellationToken);

    /// <summary>Hands an event to the handlers of the webhooks of one name, in an app that receives those of several accounts.</summary>
    /// <param name="webhookEvent">The event. Must not be null.</param>
    /// <param name="name">The name that <c>AddHelpCrunchWebhooks</c> was given. Must not be null; empty for the unnamed ones.</param>
    /// <param name="cancellationToken">Handed to every handler. Once it is cancelled, no other handler is started.</param>
    /// <returns>The number of handlers that ran; 0 when the event has none, which is no error.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="WebhookHandlersFailedException">A handler failed. The others ran all the same, unless it was cancelled meanwhile.</exception>
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
            ? [.. WebhookEventTypes.All.Where(type => handlers.Any(handler => handler.EventClrType.IsAssignableFrom(_parser.EventClrTypeOf(type))))]
            : [];
    }

    /// <summary>All handlers that were added, those of named webhooks too, each name's in the order in which they run.</summary>
    /// <returns>The handlers. Never null.</returns>
    public IReadOnlyList<WebhookHandlerDescriptor> GetHandlers()
    {
        Type[] eventClrTypes = [.. _parser.EventClrTypes()];
        return
        [
            .. _handlers.Values.SelectMany(handlers => handlers).Select(handler =>
                new WebhookHandlerDescriptor(handler, eventClrTypes.Any(handler.EventClrType.IsAssignableFrom), ReplacedEventTypes(handler.EventClrType))),
        ];
    }

    private string[] ReplacedEventTypes(Type handled) =>
    [
        .. WebhookEventTypes.All.Where(type =>
            handled.IsAssignableFrom(WebhookParser.Default.EventClrTypeOf(type)) && !handled.IsAssignableFrom(_parser.EventClrTypeOf(type))),
    ];

    private async ValueTask<int> RunAsync(WebhookHandlerRegistration[] handlers, WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        var count = 0;
        List<WebhookHandlerFailure>? failures = null;
        WebhookHandlerFailure? scopeFailure = null;
        var scope = new HandlerScope(_scopes);
        try
        {
            foreach (var handler in handlers)
            {
                if (handler.EventClrType.IsInstanceOfType(webhookEvent))
                {
                    count++;
                    if (await RunAsync(handler, webhookEvent, scope, cancellationToken).ConfigureAwait(false) is { } failure)
                    {
                        (failures ??= []).Add(failure);
                    }
                }
            }
        }
        finally
        {
            scopeFailure = await DisposeAsync(scope).ConfigureAwait(false);
        }

        return failures is null && scopeFailure is null ? count : throw Failed(webhookEvent, count, failures ?? [], scopeFailure, cancellationToken);
    }

    private async ValueTask<WebhookHandlerFailure?> RunAsync(
        WebhookHandlerRegistration handler,
        WebhookEvent webhookEvent,
        HandlerScope scope,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            // Who asked to stop may be handing the delivery to somebody else by now.
            return new WebhookHandlerFailure(handler.HandlerName, new OperationCanceledException("Not started, because the handlers were asked to stop.", cancellationToken));
        }

        var start = Stopwatch.GetTimestamp();
        Exception? thrown = null;
        try
        {
            await handler.Call(webhookEvent, scope, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever it is, an array too large to be had among them, the handlers after it have a right to their event; the caller
            // gets all failures together.
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
            catch (Exception)
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
        catch (Exception exception)
        {
            return new WebhookHandlerFailure("the end of the scope", exception);
        }
    }

    private static Exception Failed(
        WebhookEvent webhookEvent,
        int count,
        List<WebhookHandlerFailure> failures,
        WebhookHandlerFailure? scopeFailure,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested
            && failures.TrueForAll(static failure => failure.Exception is OperationCanceledException)
            && scopeFailure is null or { Exception: OperationCanceledException })
        {
            var inner = (failures.Count > 0 ? failures[0] : scopeFailure!).Exception;
            return new OperationCanceledException($"Cancelled while handling {webhookEvent}.", inner, cancellationToken);
        }

        return new WebhookHandlersFailedException(webhookEvent, count, failures, scopeFailure);
    }
}
