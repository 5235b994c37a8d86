using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Finds endpoints that do not verify the signature. If such an endpoint takes a <see cref="VerifiedWebhook"/>, every request would fail,
/// so the app does not start. If it binds an event from the request, anyone can send events to it, so a warning is logged.
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
            else if ((isAction ? ControllerAction.TypesFromRequest(endpoint) : TypesFromBody(endpoint)).FirstOrDefault(ContainsEvent) is { } type)
            {
                logger.UnverifiedEvent(endpoint.DisplayName, TypeNames.Format(type));
            }
        }
    }

    private static InvalidOperationException FilterDoesNotRun(Endpoint endpoint) => new(
        $"The endpoint '{endpoint.DisplayName}' has the attribute [RequireHelpCrunchSignature], which applies only to controllers and actions. Call RequireHelpCrunchSignature() where the endpoint is mapped.");

    /// <summary>
    /// Gets the type of the body, as inferred by ASP.NET Core. <c>Accepts</c> adds the same metadata to endpoints that read the body
    /// themselves. Therefore a parameter must have the type or the attribute <c>[AsParameters]</c>.
    /// </summary>
    private static IEnumerable<Type> TypesFromBody(Endpoint endpoint)
    {
        var parameters = endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [];
        return endpoint.Metadata.GetOrderedMetadata<IAcceptsMetadata>()
            .Select(accepts => accepts.RequestType)
            .OfType<Type>()
            .Where(type => parameters.Any(parameter => parameter.ParameterType == type || parameter.IsDefined(typeof(AsParametersAttribute))));
    }

    private static bool ContainsEvent(Type type) =>
        typeof(WebhookEvent).IsAssignableFrom(type)
        || type == typeof(ChatEventData)
        || type == typeof(CustomerEventData)
        || type == typeof(MessageEventData)
        || (type.IsArray && ContainsEvent(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(ContainsEvent));
}
