namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The inbox of an endpoint.</summary>
/// <param name="EndpointName">The name of the endpoint.</param>
/// <param name="GetInbox">Gets the inbox from the services of a scope.</param>
internal sealed record WebhookInboxRegistration(string EndpointName, Func<IServiceProvider, IWebhookInbox> GetInbox);
