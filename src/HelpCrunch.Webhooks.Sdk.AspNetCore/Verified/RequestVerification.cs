using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Verifies requests to endpoints of the app.</summary>
internal static class RequestVerification
{
    /// <summary>
    /// Verifies each request before the endpoint runs. An endpoint filter is too late, because minimal APIs bind parameters before filters
    /// run. Some endpoints ignore filters.
    /// </summary>
    public static RequestDelegate Before(RequestDelegate endpoint, string name) => async context =>
    {
        if (await VerifyAsync(context, name).ConfigureAwait(false))
        {
            await endpoint(context).ConfigureAwait(false);
        }
    };

    /// <summary>
    /// Verifies a request. For an accepted request, sets the feature <see cref="VerifiedWebhook"/> and a body that can be read again. For a
    /// rejected request, writes the response.
    /// </summary>
    public static async ValueTask<bool> VerifyAsync(HttpContext context, string name)
    {
        var entry = WebhookEndpointRegistry.GetRequired(context.RequestServices, nameof(HelpCrunchWebhooksEndpointConventionBuilderExtensions.RequireHelpCrunchSignature)).Get(name);
        var result = await entry.Reader.ReadAsync(context, keepBody: true).ConfigureAwait(false);
        var telemetry = context.RequestServices.GetRequiredService<WebhookTelemetry>();
        if (!result.Succeeded)
        {
            await RejectionResponse.SendAsync(context, name, result, telemetry, activity: null).ConfigureAwait(false);
            return false;
        }

        var account = result.Options.GetAccount(context)?.Id;
        telemetry.Verified(name, account, result.Event, result.KeyName, result.Options.GetMetricKeyName(result.KeyName), result.BodySize.Value);
        context.Features.Set(new VerifiedWebhook(result.Event, result.KeyName, account));
        return true;
    }

    /// <summary>Gets the webhook of a verified request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not verify its requests.</exception>
    public static VerifiedWebhook GetVerifiedWebhook(HttpContext context) =>
        context.Features.Get<VerifiedWebhook>() ?? throw NotVerified(context.GetEndpoint());

    public static InvalidOperationException NotVerified(Endpoint? endpoint) => new(
        $"The endpoint '{endpoint?.DisplayName}' takes a VerifiedWebhook, but its requests are not verified. Call RequireHelpCrunchSignature() where it is mapped, or put [RequireHelpCrunchSignature] on the controller action.");
}
