namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The result of <see cref="IWebhookInbox.StoreAsync"/>.</summary>
public enum WebhookInboxReceipt
{
    /// <summary>It is not known whether the message is stored. The response is 503, and HelpCrunch may send the delivery again.</summary>
    Unknown = 0,

    /// <summary>The message is stored. The response is 200.</summary>
    Stored,

    /// <summary>The message was stored before. The response is 200.</summary>
    Duplicate,
}
