namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>Finds what an endpoint did wrong.</summary>
internal static class SimulationProblems
{
    public static string[] Find(IReadOnlyList<WebhookSimulatedDelivery> deliveries, Func<string, int>? handledCount) =>
        [.. deliveries.SelectMany(delivery => delivery.IsForgery ? OfForgery(delivery, handledCount) : OfDelivery(delivery, handledCount))];

    private static IEnumerable<string> OfForgery(WebhookSimulatedDelivery delivery, Func<string, int>? handledCount)
    {
        if (delivery.Responses.FirstOrDefault(static response => response.IsAccepted) is { } accepted)
        {
            yield return $"{Forgery(delivery)} was accepted with {accepted}. Verify the signature of the raw body before you respond.";
        }

        if (handledCount?.Invoke(delivery.EventId) > 0)
        {
            yield return $"{Forgery(delivery)} was handled. Verify the signature of the raw body before you handle an event.";
        }
    }

    private static IEnumerable<string> OfDelivery(WebhookSimulatedDelivery delivery, Func<string, int>? handledCount)
    {
        if (delivery.GivenUp is { } last)
        {
            yield return delivery.IsAccepted
                ? $"A duplicate of {delivery} was never accepted. The last response was {last}. Respond with 2xx to an event that was handled before."
                : $"{delivery} was never accepted in {delivery.Responses.Count} attempts. The last response was {last}.";
        }

        if (handledCount?.Invoke(delivery.EventId) is { } count and > 1)
        {
            yield return $"{delivery} was handled {count} times. Handle an event only if its id was not handled before.";
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
