namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The claim of the delivery that is being handled. Handlers get it from <see cref="WebhookDeliveryContext.GetFeature{TFeature}"/>. With it,
/// a store can complete the delivery in the transaction of a handler, so that the effect and the completion are committed together.
/// </summary>
public sealed class WebhookDeliveryClaimFeature
{
    /// <summary>Initializes a new instance of the <see cref="WebhookDeliveryClaimFeature"/> class, for the endpoint or to test a handler.</summary>
    /// <param name="store">The store that has the claim.</param>
    /// <param name="completion">What completes the delivery.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    public WebhookDeliveryClaimFeature(IWebhookDeliveryStore store, WebhookDeliveryCompletion completion)
    {
        ArgumentNullException.ThrowIfNull(store);

        Store = store;
        Completion = completion;
    }

    /// <summary>The store that has the claim.</summary>
    public IWebhookDeliveryStore Store { get; }

    /// <summary>What completes the delivery: its id, the token of the claim, and how long it counts as handled.</summary>
    public WebhookDeliveryCompletion Completion { get; }
}
