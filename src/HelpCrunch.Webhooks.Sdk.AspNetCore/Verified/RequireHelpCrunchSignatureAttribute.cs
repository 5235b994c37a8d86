using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Verifies the requests to a controller or an action before it runs. Limits and responses are those of <c>MapHelpCrunchWebhooks</c>;
/// redeliveries are not detected. Use a <see cref="VerifiedWebhook"/> parameter to get the event, or read the request's body.
/// </summary>
/// <remarks>
/// The attribute is a filter of MVC. For a minimal API endpoint, call <c>RequireHelpCrunchSignature</c> where it is mapped: an app that
/// has the attribute on such an endpoint does not start.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequireHelpCrunchSignatureAttribute : Attribute, IAsyncResourceFilter, IOrderedFilter, ISignatureFilterMetadata
{
    /// <summary>Requires a signature of the unnamed endpoint's keys.</summary>
    public RequireHelpCrunchSignatureAttribute()
        : this("")
    {
    }

    /// <summary>Requires a signature of a named endpoint's keys.</summary>
    /// <param name="endpointName">The name that <c>AddEndpoint</c> was given. Empty for the unnamed endpoint.</param>
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
