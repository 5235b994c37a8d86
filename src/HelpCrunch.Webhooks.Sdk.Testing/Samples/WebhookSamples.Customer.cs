namespace HelpCrunch.Webhooks.Sdk.Testing;

public static partial class WebhookSamples
{
    /// <summary>Creates a sample of <c>customer.new</c>.</summary>
    /// <returns>The event.</returns>
    public static CustomerNewEvent CustomerNew() => new()
    {
        Id = IdOf(WebhookEventTypes.CustomerNew),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = CustomerData(),
    };

    /// <summary>Creates a sample of <c>customer.email_updated</c>.</summary>
    /// <returns>The event.</returns>
    public static CustomerEmailUpdatedEvent CustomerEmailUpdated() => new()
    {
        Id = IdOf(WebhookEventTypes.CustomerEmailUpdated),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = CustomerData(),
    };

    /// <summary>Creates a sample of <c>customer.tags_changed</c>.</summary>
    /// <returns>The event.</returns>
    public static CustomerTagsChangedEvent CustomerTagsChanged() => new()
    {
        Id = IdOf(WebhookEventTypes.CustomerTagsChanged),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = CustomerData(),
    };

    /// <summary>Creates a sample of <c>customer.unsubscribed</c>.</summary>
    /// <returns>The event.</returns>
    public static CustomerUnsubscribedEvent CustomerUnsubscribed() => new()
    {
        Id = IdOf(WebhookEventTypes.CustomerUnsubscribed),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = CustomerData(unsubscribed: true),
    };

    /// <summary>Creates a sample of <c>customer.subscribed</c>.</summary>
    /// <returns>The event.</returns>
    public static CustomerSubscribedEvent CustomerSubscribed() => new()
    {
        Id = IdOf(WebhookEventTypes.CustomerSubscribed),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = CustomerData(),
    };

    /// <summary>Creates a sample of <c>customer.blocked</c>.</summary>
    /// <returns>The event.</returns>
    public static CustomerBlockedEvent CustomerBlocked() => new()
    {
        Id = IdOf(WebhookEventTypes.CustomerBlocked),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = CustomerData(),
    };

    /// <summary>Creates a sample of <c>customer.unblocked</c>.</summary>
    /// <returns>The event.</returns>
    public static CustomerUnblockedEvent CustomerUnblocked() => new()
    {
        Id = IdOf(WebhookEventTypes.CustomerUnblocked),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = CustomerData(),
    };

    /// <summary>Creates a sample of <c>customer.deleted</c>.</summary>
    /// <returns>The event.</returns>
    public static CustomerDeletedEvent CustomerDeleted() => new()
    {
        Id = IdOf(WebhookEventTypes.CustomerDeleted),
        CreatedAt = Sent,
        LastAttemptAt = Sent,
        EventData = CustomerData(),
    };

    private static CustomerEventData CustomerData(bool unsubscribed = false) => new()
    {
        Id = 8745474,
        Name = "Paul",
        UserId = "example_9106",
        Email = "paul.hunter@example.com",
        Unsubscribed = unsubscribed,
        CustomData = CustomData.From(("Role", "admin"), ("Plan", "Enterprise (Unlimited) $9999/mo"), ("Seats", 25)),
    };
}
