using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Stores a delivery in the inbox of the endpoint, and responds. The delivery is not claimed: the inbox deduplicates, and its engine decides
/// which worker handles a message. A verified body that cannot be parsed is stored as well, because a later version of the SDK may parse it.
/// </summary>
internal sealed class InboxDelivery(string name, BoundedInbox inbox, WebhookTelemetry telemetry, TimeProvider timeProvider)
{
    public async Task StoreAsync(HttpContext context, WebhookRequestResult result, Activity? activity)
    {
        var options = result.Options!;
        var message = CreateMessage(context, result, options);
        using var scope = result.Event is { } webhookEvent
            ? telemetry.BeginScope(name, message.Account, webhookEvent)
            : null;
        if (result.Event is null)
        {
            telemetry.AcceptedUnreadable(activity, message);
        }
        else
        {
            telemetry.Accepted(activity, name, message.Account, result.Event, message.KeyName, message.Body.Length);
        }

        var outcome = await StoreAsync(message, options.StoreTimeout).ConfigureAwait(false);
        if (outcome == DeliveryOutcome.Duplicate)
        {
            telemetry.DuplicateInInbox(name, result.Event);
        }

        if (!outcome.IsError && result.Error is { } error)
        {
            telemetry.StoredUnreadable(message, error);
        }

        telemetry.Stored(activity, message, result.Event, options.GetMetricKeyName(message.KeyName), outcome.Name, outcome.IsError);
        ResponseStatus.Set(context, outcome.StatusCode, options.RetryAfter);
    }

    private WebhookInboxMessage CreateMessage(HttpContext context, in WebhookRequestResult result, ResolvedEndpointOptions options)
    {
        var body = WebhookRequestReader.GetKeptBody(context);
        var delivery = new WebhookDeliveryContext(name, result.KeyName, timeProvider.GetUtcNow(), account: options.GetAccount(context)?.Id);
        return result.Event is { } webhookEvent
            ? WebhookInboxMessage.Create(webhookEvent, body, delivery)
            : WebhookInboxMessage.Create(result.Error!, body, delivery);
    }

    private async ValueTask<DeliveryOutcome> StoreAsync(WebhookInboxMessage message, TimeSpan timeout)
    {
        try
        {
            switch (await inbox.StoreAsync(message, timeout).ConfigureAwait(false))
            {
                case WebhookInboxReceipt.Stored:
                    return DeliveryOutcome.Stored;
                case WebhookInboxReceipt.Duplicate:
                    return DeliveryOutcome.Duplicate;
                default:
                    telemetry.InboxFailed(message, exception: null);
                    return DeliveryOutcome.StoreFailed;
            }
        }
        catch (Exception exception)
        {
            telemetry.InboxFailed(message, exception);
            return DeliveryOutcome.StoreFailed;
        }
    }
}
