namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>The handler of an app that uses Wolverine without the SDK.</summary>
public sealed class PlainDeliveryHandler(HandlerGate gate)
{
    public Task HandleAsync(PlainDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);

        return gate.WaitAsync();
    }
}
