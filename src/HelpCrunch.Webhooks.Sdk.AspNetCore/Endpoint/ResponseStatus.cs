using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Sets the status of a response without a body so that it reaches HelpCrunch.</summary>
/// <remarks>
/// If an app replaces error responses by a redirect to an error page, and the sender follows redirects, the page's 200 looks like a success,
/// and the delivery is not sent again. As endpoint metadata, the class disables status code pages for all responses of the endpoint.
/// </remarks>
internal sealed class ResponseStatus : ISkipStatusCodePagesMetadata
{
    public const string DefaultRetryAfter = "10";

    public static readonly ResponseStatus Metadata = new();

    private ResponseStatus()
    {
    }

    public static void Set(HttpContext context, int statusCode, string retryAfter = DefaultRetryAfter)
    {
        context.Response.StatusCode = statusCode;
        if (statusCode is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        // Status code pages replace only responses whose length is not set. They do not see the metadata if a rewritten path leads from
        // another endpoint to this one.
        context.Response.ContentLength = 0;
    }
}
