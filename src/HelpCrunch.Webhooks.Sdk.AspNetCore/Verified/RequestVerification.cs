using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>A request to an endpoint of the user's own that was verified, for the parameters that are bound from it.</summary>
internal sealed class VerifiedRequest(WebhookEvent webhookEvent, string? keyName)
{
    public WebhookEvent Event => webhookEvent;

    public string? KeyName => keyName;

    /// <summary>
    /// The endpoint behind the door. Not a filter: several kinds of endpoints ignore filters, and parameters are bound before them.
    /// </summary>
    public static RequestDelegate Before(RequestDelegate endpoint, string name) => async context =>
    {
        var entry = WebhookEndpointRegistry.GetRequired(context.RequestServices, nameof(HelpCrunchWebhooksEndpointConventionBuilderExtensions.RequireHelpCrunchSignature)).Get(name);
        var telemetry = context.RequestServices.GetRequiredService<WebhookTelemetry>();
        var result = await entry.Reader.ReadAsync(context, keepBody: true).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            await RejectionResponse.SendAsync(context, name, result, telemetry, activity: null).ConfigureAwait(false);
            return;
        }

        telemetry.Verified(name, result.Event, result.KeyName, result.BodySize.Value);
        context.Features.Set(new VerifiedRequest(result.Event, result.KeyName));
        await endpoint(context).ConfigureAwait(false);
    };

    public static InvalidOperationException NothingVerifies(Endpoint? endpoint) => new(
        $"The endpoint '{endpoint?.DisplayName}' takes a VerifiedWebhook, but nothing verifies its requests. Add .RequireHelpCrunchSignature() to what MapPost returned.");
}
