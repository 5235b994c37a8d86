using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The responses of an endpoint, for OpenAPI documents.</summary>
internal static class EndpointResponses
{
    /// <summary>The responses as metadata of the route.</summary>
    public static object[] Metadata =>
    [
        Create(200, "The delivery was handled, or it was handled before."),
        Create(400, "The body is not a HelpCrunch webhook, or it did not arrive completely.", typeof(ProblemDetails), "application/problem+json"),
        Create(401, "The signature is missing, malformed, or does not match, the account is not known, or the delivery is too old."),
        Create(405, "The method is not POST."),
        Create(413, "The body is too large."),
        Create(415, "The Content-Type is not JSON, and the body is not signed JSON."),
        Create(500, "A handler failed. HelpCrunch may send the delivery again."),
        Create(503, "The delivery is in progress, or a service that the endpoint needs is not available. HelpCrunch may send the delivery again."),
    ];

    private static ProducesResponseTypeMetadata Create(int statusCode, string description, Type? type = null, params string[] contentTypes) =>
#if NET10_0_OR_GREATER
        new(statusCode, type ?? typeof(void), contentTypes) { Description = description };
#else
        new(statusCode, type ?? typeof(void), contentTypes);
#endif
}
