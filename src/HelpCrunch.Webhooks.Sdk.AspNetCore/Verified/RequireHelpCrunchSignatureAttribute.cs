using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Verifies the requests to a controller or an action before it runs. Limits and responses are the same as with
/// <c>MapHelpCrunchWebhooks</c>, but redeliveries are not detected. Use a <see cref="VerifiedWebhook"/> parameter to get the event, or read
/// the verified body from the request.
/// </summary>
/// <remarks>
/// The attribute is an MVC filter. For a minimal API endpoint, call <c>RequireHelpCrunchSignature</c> where the endpoint is mapped. An app
/// that has the attribute on a minimal API endpoint does not start.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequireHelpCrunchSignatureAttribute : Attribute, IAsyncResourceFilter, IOrderedFilter, ISignatureFilterMetadata, ISkipStatusCodePagesMetadata
{
    /// <summary>Initializes a new instance of the <see cref="RequireHelpCrunchSignatureAttribute"/> class for the unnamed endpoint.</summary>
    public RequireHelpCrunchSignatureAttribute()
        : this("")
    {
    }

    /// <summary>Initializes a new instance of the <see cref="RequireHelpCrunchSignatureAttribute"/> class for a named endpoint.</summary>
    /// <param name="endpointName">The name of the endpoint, as passed to <c>AddEndpoint</c>. Empty for the unnamed endpoint.</param>
    /// <exception cref="ArgumentNullException"><paramref name="endpointName"/> is null.</exception>
    public RequireHelpCrunchSignatureAttribute(string endpointName)
    {
        ArgumentNullException.ThrowIfNull(endpointName);

        EndpointName = endpointName;
    }

    /// <summary>The name of the endpoint whose keys and limits are used. Empty for the unnamed endpoint.</summary>
    public string EndpointName { get; }

    /// <summary>The filter runs before the other resource filters.</summary>
    int IOrderedFilter.Order => int.MinValue;

    /// <inheritdoc />
    async Task IAsyncResourceFilter.OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        if (await RequestVerification.VerifyAsync(context.HttpContext, EndpointName).ConfigureAwait(false))
        {
            await next().ConfigureAwait(false);
        }
        else
        {
            context.Result = new EmptyResult(); // The response is already written.
        }
    }
}
