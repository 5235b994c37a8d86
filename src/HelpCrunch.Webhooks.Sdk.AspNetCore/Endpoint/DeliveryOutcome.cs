namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>What became of an accepted delivery, with everything that follows from it. Each outcome is one row below.</summary>
/// <param name="Name">The value of the tag <see cref="WebhookTags.Outcome"/>.</param>
/// <param name="StatusCode">The status of the response.</param>
/// <param name="IsError">Whether the activity has the status of an error.</param>
internal sealed record DeliveryOutcome(string Name, int StatusCode, bool IsError = false)
{
    public static readonly DeliveryOutcome Handled = new("handled", 200);
    public static readonly DeliveryOutcome Unhandled = new("unhandled", 200);
    public static readonly DeliveryOutcome Duplicate = new("duplicate", 200);
    public static readonly DeliveryOutcome InProgress = new("in_progress", 409);
    public static readonly DeliveryOutcome Failed = new("failed", 500, IsError: true);

    /// <summary>The store did not answer, so no handler ran.</summary>
    public static readonly DeliveryOutcome StoreFailed = new("store_failed", 503, IsError: true);
}
