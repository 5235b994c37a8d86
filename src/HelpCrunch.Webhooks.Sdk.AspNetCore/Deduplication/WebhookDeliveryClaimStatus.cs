namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Whose a delivery is.</summary>
public enum WebhookDeliveryClaimStatus
{
    /// <summary>Somebody else is handling it: answer 409. The zero, because then nothing is lost and nothing handled twice.</summary>
    InProgress = 0,

    /// <summary>It is the caller's to handle.</summary>
    Claimed,

    /// <summary>It was handled: answer 200.</summary>
    Completed,
}
