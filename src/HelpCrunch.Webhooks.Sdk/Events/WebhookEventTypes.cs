namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The 20 documented event types: the values of <c>event</c>.</summary>
public static class WebhookEventTypes
{
    /// <summary>A new chat was created by a customer: <see cref="ChatNewEvent"/>.</summary>
    public const string ChatNew = "chat.new";

    /// <summary>The status of a chat was updated, manually or automatically (an agent replies to a new chat and it becomes open): <see cref="ChatStatusUpdatedEvent"/>.</summary>
    public const string ChatStatusUpdated = "chat.status_updated";

    /// <summary>The assignee of a chat was updated, manually or automatically: <see cref="ChatAssignedEvent"/>.</summary>
    public const string ChatAssigned = "chat.assigned";

    /// <summary>A chat was snoozed for later: <see cref="ChatSnoozedEvent"/>.</summary>
    public const string ChatSnoozed = "chat.snoozed";

    /// <summary>A chat was unsnoozed: <see cref="ChatUnsnoozedEvent"/>.</summary>
    public const string ChatUnsnoozed = "chat.unsnoozed";

    /// <summary>A chat was closed, by an agent or by the customer: <see cref="ChatClosedEvent"/>.</summary>
    public const string ChatClosed = "chat.closed";

    /// <summary>A chat was rated by the customer: <see cref="ChatRatedEvent"/>.</summary>
    public const string ChatRated = "chat.rated";

    /// <summary>A new customer was added to the account: <see cref="CustomerNewEvent"/>.</summary>
    public const string CustomerNew = "customer.new";

    /// <summary>The e-mail address of a customer was updated, which includes a change to null: <see cref="CustomerEmailUpdatedEvent"/>.</summary>
    public const string CustomerEmailUpdated = "customer.email_updated";

    /// <summary>The tags of a customer changed, which includes the removal of all tags: <see cref="CustomerTagsChangedEvent"/>.</summary>
    public const string CustomerTagsChanged = "customer.tags_changed";

    /// <summary>A customer unsubscribed from your e-mails: <see cref="CustomerUnsubscribedEvent"/>.</summary>
    public const string CustomerUnsubscribed = "customer.unsubscribed";

    /// <summary>A customer subscribed to your e-mails: <see cref="CustomerSubscribedEvent"/>.</summary>
    public const string CustomerSubscribed = "customer.subscribed";

    /// <summary>A customer was blocked by a team member: <see cref="CustomerBlockedEvent"/>.</summary>
    public const string CustomerBlocked = "customer.blocked";

    /// <summary>A customer was unblocked by a team member: <see cref="CustomerUnblockedEvent"/>.</summary>
    public const string CustomerUnblocked = "customer.unblocked";

    /// <summary>A customer was deleted from the account: <see cref="CustomerDeletedEvent"/>.</summary>
    public const string CustomerDeleted = "customer.deleted";

    /// <summary>A new incoming chat message was sent by a customer: <see cref="MessageChatCustomerEvent"/>.</summary>
    public const string MessageChatCustomer = "message.chat.customer";

    /// <summary>A new incoming e-mail message was sent by a customer: <see cref="MessageEmailCustomerEvent"/>.</summary>
    public const string MessageEmailCustomer = "message.email.customer";

    /// <summary>A new private message was sent by a team member: <see cref="MessagePrivateEvent"/>.</summary>
    public const string MessagePrivate = "message.private";

    /// <summary>A new chat message was sent by a team member: <see cref="MessageChatAgentEvent"/>.</summary>
    public const string MessageChatAgent = "message.chat.agent";

    /// <summary>A new e-mail message was sent by a team member: <see cref="MessageEmailAgentEvent"/>.</summary>
    public const string MessageEmailAgent = "message.email.agent";

    /// <summary>All documented event types, in the order of HelpCrunch's documentation. HelpCrunch adds events over time, so expect event types that are not in this list.</summary>
    public static IReadOnlyList<string> All { get; } = Array.AsReadOnly(
        Array.ConvertAll<EventDescriptor, string>(
            [.. ChatEventDescriptor.All, .. CustomerEventDescriptor.All, .. MessageEventDescriptor.All],
            descriptor => descriptor.EventType));
}
