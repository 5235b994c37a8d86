using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// What the door decided about a request to an endpoint of the user's own. Parameters are bound before filters run, so whichever
/// comes first asks the door, and the other finds the decision here.
/// </summary>
internal sealed class VerifiedRequest(in Admission admission)
{
    private readonly Admission _admission = admission;

    public static async ValueTask<Admission> AdmitAsync(HttpContext context)
    {
        if (context.Features.Get<VerifiedRequest>() is { } decided)
        {
            return decided._admission;
        }

        var verification = context.GetEndpoint()?.Metadata.GetMetadata<VerificationMetadata>() ?? throw new InvalidOperationException(
            "The endpoint takes a VerifiedWebhook, but nothing verifies its requests. Add .VerifyHelpCrunchWebhook() to what MapPost returned.");
        var endpoints = context.RequestServices.GetRequiredService<WebhookEndpoints>();
        var admission = await endpoints.Door(verification.Name).AdmitAsync(context, keepBody: true).ConfigureAwait(false);
        context.RequestServices.GetRequiredService<WebhookTelemetry>().Verified(verification.Name, admission);
        context.Features.Set(new VerifiedRequest(admission));
        return admission;
    }
}
