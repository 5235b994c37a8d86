using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The responses of an endpoint, for OpenAPI documents. They have the statuses of <see cref="Rejection"/> and <see cref="DeliveryOutcome"/>,
/// except 499, which no client receives.
/// </summary>
internal static class EndpointResponses
{
    private static readonly (int StatusCode, string Reason)[] Reasons =
    [
        (200, "the delivery was handled or parked, or it was handled before"),
        (400, "the body is not a HelpCrunch webhook, or it did not arrive completely"),
        (401, "the signature is missing, malformed, or does not match, the account is not known, or the delivery is too old"),
        (405, "the method is not POST"),
        (413, "the body is too large"),
        (415, "the Content-Type is not JSON, and the body is not signed JSON"),
        (500, "a handler failed, or a middleware read the body before"),
        (503, "a service that the endpoint needs is not available, or its options are not valid"),
    ];

    /// <summary>Creates the responses.</summary>
    /// <param name="inProgressStatusCode">The status of <see cref="DeliveryOutcome.InProgress"/>.</param>
    public static IEnumerable<IProducesResponseTypeMetadata> Create(int inProgressStatusCode) => Reasons
        .Append((StatusCode: inProgressStatusCode, Reason: "the delivery is in progress"))
        .GroupBy(response => response.StatusCode, response => response.Reason)
        .OrderBy(response => response.Key)
        .Select(response => Create(response.Key, string.Join(", or ", response), isRetryable: response.Key >= 500 || response.Key == inProgressStatusCode));

    private static ProducesResponseTypeMetadata Create(int statusCode, string reason, bool isRetryable)
    {
        var (type, contentTypes) = statusCode == Rejection.InvalidPayload.StatusCode ? (typeof(ProblemDetails), new[] { "application/problem+json" }) : (typeof(void), []);
        return new(statusCode, type, contentTypes)
        {
#if NET10_0_OR_GREATER
            Description = char.ToUpperInvariant(reason[0]) + reason[1..] + (isRetryable ? ". HelpCrunch may send the delivery again." : "."),
#endif
        };
    }
}
