using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Describes the mapped endpoints for OpenAPI documents. ASP.NET Core describes only endpoints that have a method and parameters, and
/// these have a <c>RequestDelegate</c>.
/// </summary>
internal sealed class EndpointApiDescriptionProvider(EndpointDataSource endpoints) : IApiDescriptionProvider
{
    private const string Tag = "HelpCrunch webhooks";

    /// <summary>The order of the provider of minimal APIs.</summary>
    public int Order => -1100;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            // Only mapped endpoints have an entry. ASP.NET Core describes the app's endpoints that have RequireHelpCrunchSignature.
            if (endpoint.Metadata.GetMetadata<WebhookEndpointRegistry.Entry>() is { } entry
                && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true })
            {
                var inProgressStatusCode = entry.Options.Current?.InProgressStatusCode ?? DeliveryOutcome.InProgress.StatusCode;
                context.Results.Add(Describe(endpoint, EndpointResponses.Create(inProgressStatusCode)));
            }
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
    }

    private static ApiDescription Describe(RouteEndpoint endpoint, IEnumerable<IProducesResponseTypeMetadata> responses)
    {
        var description = new ApiDescription
        {
            HttpMethod = "POST",
            RelativePath = endpoint.RoutePattern.RawText?.TrimStart('/'),
            GroupName = endpoint.Metadata.GetMetadata<IEndpointGroupNameMetadata>()?.EndpointGroupName,
            ActionDescriptor = new ActionDescriptor
            {
                DisplayName = endpoint.DisplayName,
                EndpointMetadata = [.. endpoint.Metadata],
                RouteValues = { ["controller"] = Tag },
            },
        };
        foreach (var parameter in endpoint.RoutePattern.Parameters)
        {
            Add(description, parameter.Name, BindingSource.Path);
        }

        Add(description, WebhookSignature.HeaderName, BindingSource.Header);
        Add(description, "body", BindingSource.Body, typeof(WebhookEvent));
        description.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = JsonContentType.Json });

        // The app can describe more responses, such as 429 of a rate limiter, or describe one differently.
        foreach (var response in endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Concat(responses).DistinctBy(response => response.StatusCode))
        {
            Add(description, response);
        }

        return description;
    }

    // A parameter without a type is a string. ASP.NET Core reads the model metadata of a parameter with that type, and there is none.
    private static void Add(ApiDescription description, string name, BindingSource source, Type? type = null) =>
        description.ParameterDescriptions.Add(new ApiParameterDescription
        {
            Name = name,
            Source = source,
            Type = type!,
            IsRequired = true,
            ParameterDescriptor = new ParameterDescriptor { Name = name, ParameterType = type ?? typeof(string) },
        });

    private static void Add(ApiDescription description, IProducesResponseTypeMetadata response)
    {
        var type = new ApiResponseType { StatusCode = response.StatusCode, Type = response.Type ?? typeof(void) };
#if NET10_0_OR_GREATER
        type.Description = response.Description;
#endif
        foreach (var contentType in response.ContentTypes)
        {
            type.ApiResponseFormats.Add(new ApiResponseFormat { MediaType = contentType });
        }

        description.SupportedResponseTypes.Add(type);
    }
}
