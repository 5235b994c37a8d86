using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>A request that was verified and parsed.</summary>
internal readonly record struct AcceptedDelivery(
    HttpContext HttpContext,
    WebhookEvent Event,
    string? KeyName,
    string? Account,
    DateTimeOffset ReceivedAt,
    ResolvedEndpointOptions Options)
{
    public bool HasBlankId => string.IsNullOrWhiteSpace(Event.Id);

    /// <summary>
    /// The account is a part of the event id, because two accounts may send the same id. A store of the app could ignore a separate member.
    /// An escaped account does not contain a slash, so different accounts and ids never result in the same text.
    /// </summary>
    public WebhookDeliveryId GetId(string endpointName) =>
        new(endpointName, Account is null ? Event.Id : $"{Uri.EscapeDataString(Account)}/{Event.Id}");
}
