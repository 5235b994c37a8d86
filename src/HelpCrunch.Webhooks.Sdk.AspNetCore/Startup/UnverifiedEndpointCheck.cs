using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Finds endpoints that do not verify their requests. One that takes a <see cref="VerifiedWebhook"/> is an error, since it could only
/// fail. One that binds an event from the request works for anyone's events, so it is warned of.
/// </summary>
internal sealed class UnverifiedEndpointCheck(ILogger logger)
{
    /// <exception cref="InvalidOperationException">An endpoint takes a <see cref="VerifiedWebhook"/>, or has the attribute, and does not verify its requests.</exception>
    public void Run(IEnumerable<Endpoint> mapped)
    {
        foreach (var endpoint in mapped.Where(endpoint => endpoint.Metadata.GetMetadata<WebhookEndpointName>() is null))
        {
            var isAction = ControllerAction.Is(endpoint);
            if (endpoint.Metadata.GetMetadata<ISignatureFilterMetadata>() is not null)
            {
                if (!isAction || !ControllerAction.HasSignatureFilter(endpoint))
                {
                    throw FilterDoesNotRun(endpoint);
                }
            }
            else if (endpoint.Metadata.GetMetadata<VerifiedWebhookParameter>() is not null)
            {
                throw RequestVerification.NotVerified(endpoint);
            }
            else if ((isAction ? ControllerAction.TypesFromRequest(endpoint) : TypesFromBody(endpoint)).FirstOrDefault(HoldsEvent) is { } type)
            {
                logger.UnverifiedEvent(endpoint.DisplayName, TypeNames.Format(type));
            }
        }
    }

    private static InvalidOperationException FilterDoesNotRun(Endpoint endpoint) => new(
        $"The endpoint '{endpoint.DisplayName}' has the attribute [RequireHelpCrunchSignature], which takes effect on controllers and their actions only. Call RequireHelpCrunchSignature() where the endpoint is mapped.");

    /// <summary>
    /// The body's type, as ASP.NET Core inferred it. <c>Accepts</c> adds the same metadata to endpoints that read the body themselves, so
    /// a parameter has to have the type, or to hold those that do.
    /// </summary>
    private static IEnumerable<Type> TypesFromBody(Endpoint endpoint)
    {
        var parameters = endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [];
        return endpoint.Metadata.GetOrderedMetadata<IAcceptsMetadata>()
            .Select(accepts => accepts.RequestType)
            .OfType<Type>()
            .Where(type => parameters.Any(parameter => parameter.ParameterType == type || parameter.IsDefined(typeof(AsParametersAttribute))));
    }

    private static bool HoldsEvent(Type type) =>
        typeof(WebhookEvent).IsAssignableFrom(type)
        || type == typeof(ChatEventData)
        || type == typeof(CustomerEventData)
        || type == typeof(MessageEventData)
        || (type.IsArray && HoldsEvent(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(HoldsEvent));
}
