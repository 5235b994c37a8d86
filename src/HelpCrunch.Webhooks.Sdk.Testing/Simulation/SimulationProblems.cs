namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>Finds what an endpoint did wrong.</summary>
internal sealed class SimulationProblems(WebhookSimulatorOptions options, IReadOnlyList<WebhookSimulatedDelivery> deliveries)
{
    private readonly HashSet<string> _handledEventTypes = new(options.HandledEventTypes ?? EventTypesOf(deliveries), StringComparer.Ordinal);

    public async Task<string[]> FindAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var delivery in deliveries)
        {
            problems.AddRange(delivery.IsForgery ? OfForgery(delivery) : OfDelivery(delivery));
            if (options.HandledCount is { } handledCount)
            {
                var count = await handledCount(delivery.EventId, cancellationToken).ConfigureAwait(false);
                problems.AddRange(delivery.IsForgery ? OfHandledForgery(delivery, count) : OfHandledDelivery(delivery, count));
            }
        }

        return [.. problems];
    }

    /// <summary>The types of the caller's events. The app may not have handlers for the events that a fault adds.</summary>
    private static IEnumerable<string> EventTypesOf(IReadOnlyList<WebhookSimulatedDelivery> deliveries) => deliveries
        .Where(static delivery => !delivery.IsUnknownEvent && (delivery.Faults & WebhookFaults.Burst) == 0)
        .Select(static delivery => delivery.EventType);

    private static IEnumerable<string> OfForgery(WebhookSimulatedDelivery delivery)
    {
        if (delivery.Responses.FirstOrDefault(static response => response.IsAccepted) is { } accepted)
        {
            yield return $"{Forgery(delivery)} was accepted with {accepted}. Verify the signature of the raw body before you respond.";
        }
    }

    private static IEnumerable<string> OfHandledForgery(WebhookSimulatedDelivery delivery, int count)
    {
        if (count > 0)
        {
            yield return $"{Forgery(delivery)} was handled. Verify the signature of the raw body before you handle an event.";
        }
    }

    private static IEnumerable<string> OfDelivery(WebhookSimulatedDelivery delivery)
    {
        if (delivery.GivenUp is { } last)
        {
            yield return delivery.IsAccepted
                ? $"A duplicate of {delivery} was never accepted. The last response was {last}. Respond with 2xx to an event that was handled before."
                : $"{delivery} was never accepted in {delivery.Responses.Count} attempts. The last response was {last}.";
        }
    }

    private IEnumerable<string> OfHandledDelivery(WebhookSimulatedDelivery delivery, int count)
    {
        if (count > 1)
        {
            yield return $"{delivery} was handled {count} times. Handle an event only if its id was not handled before.";
        }
        else if (count == 0 && delivery.IsAccepted && _handledEventTypes.Contains(delivery.EventType))
        {
            yield return $"{delivery} was accepted but not handled. Add a handler for {delivery.EventType}, or leave it out of HandledEventTypes. "
                + "If the app handles events after it responds, wait for them in HandledCount.";
        }
    }

    private static string Forgery(WebhookSimulatedDelivery delivery) => (delivery.Faults & WebhookFaults.Forgeries) switch
    {
        WebhookFaults.WrongSignature => $"{delivery} with a wrong signature",
        WebhookFaults.MissingSignature => $"{delivery} without a signature",
        WebhookFaults.PlaceholderSignature => $"{delivery} with a placeholder as its signature",
        _ => $"{delivery} with a truncated body",
    };
}
