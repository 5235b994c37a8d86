namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The log scope of a delivery at an endpoint that resolves accounts.</summary>
internal sealed class AccountDeliveryScope(string endpointName, string account, WebhookEvent webhookEvent) : DeliveryScope(endpointName, webhookEvent)
{
    public override int Count => base.Count + 1;

    public override KeyValuePair<string, object?> this[int index] =>
        index == base.Count ? new("WebhookAccount", WebhookTags.LogAccount(account)) : base[index];
}
