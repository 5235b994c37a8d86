using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Lets only verified requests pass, and answers the others as the SDK's own endpoint does.</summary>
internal sealed class VerifyWebhookFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var admission = await VerifiedRequest.AdmitAsync(context.HttpContext).ConfigureAwait(false);
        return admission.IsAdmitted ? await next(context).ConfigureAwait(false) : new Refused(admission);
    }

    private sealed class Refused(Admission admission) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => RefusalAnswer.WriteAsync(httpContext.Response, admission);
    }
}
