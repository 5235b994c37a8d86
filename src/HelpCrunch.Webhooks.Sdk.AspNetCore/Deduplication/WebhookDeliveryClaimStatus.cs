namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Whether a delivery could be claimed.</summary>
public enum WebhookDeliveryClaimStatus
{
    /// <summary>
    /// Another caller has the claim, or the store is full. The endpoint tries again until <see cref="HelpCrunchWebhooksEndpointOptions.InProgressTimeout"/>.
    /// This is the default value, because the delivery is neither lost nor handled twice.
    /// </summary>
    InProgress = 0,

    /// <summary>The caller has the claim and handles the delivery.</summary>
    Claimed,

    /// <summary>The delivery was handled before. The response is 200.</summary>
    Completed,
}
