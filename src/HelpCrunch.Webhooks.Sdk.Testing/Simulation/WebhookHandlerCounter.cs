using System.Collections.Concurrent;

namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>
/// Counts how often the handlers of the app succeeded for each event. Register it as a singleton <see cref="IWebhookHandlerObserver"/>, and
/// pass <see cref="GetCountAsync"/> to <see cref="WebhookSimulatorOptions.HandledCount"/>. Thread-safe.
/// </summary>
/// <remarks>A handler class that is added for an event and for its family counts twice for each delivery.</remarks>
public sealed class WebhookHandlerCounter : IWebhookHandlerObserver
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<(string Endpoint, string Handler), int>> _counts = new(StringComparer.Ordinal);

    /// <summary>Gets how often an event was handled.</summary>
    /// <param name="eventId">The id of the event.</param>
    /// <returns>The number of successful runs of the handler that ran most often. 0 if no handler succeeded.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="eventId"/> is null.</exception>
    public int GetCount(string eventId)
    {
        ArgumentNullException.ThrowIfNull(eventId);

        return _counts.TryGetValue(eventId, out var handlers) ? handlers.Values.DefaultIfEmpty().Max() : 0;
    }

    /// <summary>Gets how often an event was handled. It completes synchronously.</summary>
    /// <param name="eventId">The id of the event.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <returns>The number of successful runs of the handler that ran most often. 0 if no handler succeeded.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="eventId"/> is null.</exception>
    public ValueTask<int> GetCountAsync(string eventId, CancellationToken cancellationToken = default) => new(GetCount(eventId));

    /// <inheritdoc />
    public void OnHandled(in WebhookHandledContext context)
    {
        if (context.Exception is null)
        {
            _counts.GetOrAdd(context.Event.Id, static _ => new()).AddOrUpdate((context.EndpointName, context.HandlerName), 1, static (_, count) => count + 1);
        }
    }
}
