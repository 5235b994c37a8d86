using System.Diagnostics;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Processes the messages of a durable inbox: parses the body and runs the handlers of the endpoint. Thread-safe.
/// <c>AddHelpCrunchWebhooks</c> registers it as a singleton. The workers of an engine call it, in the process of the endpoint or in another.
/// </summary>
/// <remarks>The processor does not deduplicate: the inbox and its engine do.</remarks>
public sealed class WebhookInboxProcessor
{
    private readonly WebhookParser _parser;
    private readonly WebhookDispatcher _dispatcher;
    private readonly IWebhookInboxObserver[] _observers;

    internal WebhookInboxProcessor(WebhookParser parser, WebhookDispatcher dispatcher, IEnumerable<IWebhookInboxObserver> observers)
    {
        _parser = parser;
        _dispatcher = dispatcher;
        _observers = [.. observers];
    }

    /// <summary>Processes a message. The handlers run in a new scope.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Passed to every handler. Once it is canceled, no further handler starts.</param>
    /// <returns>How many handlers ran.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="WebhookParseException">The body cannot be parsed. Do not retry: move the message to the dead letters of the engine, and replay it after an update of the SDK.</exception>
    /// <exception cref="InvalidOperationException">
    /// The app has no handlers for the endpoint of the message. Add handlers with <c>AddEndpoint</c> or <c>ForEndpoint</c>, and retry the
    /// message.
    /// </exception>
    /// <exception cref="WebhookHandlersFailedException">One or more handlers failed. Retry the message.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled before the first handler, or it is the only reason why handlers failed.</exception>
    public ValueTask<WebhookDispatchResult> ProcessAsync(WebhookInboxMessage message, CancellationToken cancellationToken = default) =>
        ProcessCoreAsync(message, services: null, cancellationToken);

    /// <summary>
    /// Processes a message in an existing scope, so that the handlers share its services with the engine, such as a <c>DbContext</c> and its
    /// transaction. The scope is not disposed.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="services">The services of the scope.</param>
    /// <param name="cancellationToken">Passed to every handler. Once it is canceled, no further handler starts.</param>
    /// <returns>How many handlers ran.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> or <paramref name="services"/> is null.</exception>
    /// <exception cref="WebhookParseException">The body cannot be parsed. Do not retry: move the message to the dead letters of the engine, and replay it after an update of the SDK.</exception>
    /// <exception cref="InvalidOperationException">
    /// The app has no handlers for the endpoint of the message. Add handlers with <c>AddEndpoint</c> or <c>ForEndpoint</c>, and retry the
    /// message.
    /// </exception>
    /// <exception cref="WebhookHandlersFailedException">One or more handlers failed. Retry the message.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled before the first handler, or it is the only reason why handlers failed.</exception>
    public ValueTask<WebhookDispatchResult> ProcessAsync(WebhookInboxMessage message, IServiceProvider services, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(services);

        return ProcessCoreAsync(message, services, cancellationToken);
    }

    private ValueTask<WebhookDispatchResult> ProcessCoreAsync(WebhookInboxMessage message, IServiceProvider? services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);

        return ParseAndDispatchAsync(message, services, cancellationToken);
    }

    private async ValueTask<WebhookDispatchResult> ParseAndDispatchAsync(WebhookInboxMessage message, IServiceProvider? services, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        WebhookEvent? webhookEvent = null;
        var result = default(WebhookDispatchResult);
        Exception? thrown = null;
        try
        {
            webhookEvent = _parser.Parse(message.Body.Span).GetEventOrThrow();
            _dispatcher.ThrowIfNoHandlers(message.EndpointName);
            var context = new WebhookDeliveryContext(message.EndpointName, message.KeyName, message.ReceivedAt, account: message.Account);
            result = services is null
                ? await _dispatcher.DispatchAsync(webhookEvent, context, cancellationToken).ConfigureAwait(false)
                : await _dispatcher.DispatchAsync(webhookEvent, context, services, cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch (Exception exception)
        {
            thrown = exception;
            throw;
        }
        finally
        {
            Notify(new WebhookInboxProcessedContext(message, Stopwatch.GetElapsedTime(start), webhookEvent, result.HandlerCount, thrown));
        }
    }

    private void Notify(in WebhookInboxProcessedContext context)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.OnProcessed(context);
            }
            catch (Exception)
            {
                // A failing measurement must not fail the message.
            }
        }
    }
}
