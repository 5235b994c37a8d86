namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>The result of a simulation.</summary>
public sealed class WebhookSimulationResult
{
    internal WebhookSimulationResult(IReadOnlyList<WebhookSimulatedDelivery> deliveries, IReadOnlyList<string> problems)
    {
        Deliveries = deliveries;
        Problems = problems;
    }

    /// <summary>The deliveries, in the order in which they were planned. The deliveries that a fault added follow those of their event.</summary>
    public IReadOnlyList<WebhookSimulatedDelivery> Deliveries { get; }

    /// <summary>
    /// What the endpoint did wrong, one line each: it accepted a forgery, did not accept a delivery or its duplicate, did not handle an
    /// event, or handled it more than once. Empty if it did nothing wrong. The texts contain event types and ids, and no personal data.
    /// </summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Returns the number of deliveries, responses, and problems.</summary>
    public override string ToString() =>
        $"{Deliveries.Count} deliveries, {Deliveries.Sum(static delivery => delivery.Responses.Count)} responses, {Problems.Count} problems";
}
