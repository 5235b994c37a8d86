using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>What an endpoint that is a controller action says of itself.</summary>
internal static class ControllerAction
{
    /// <summary>Whether the endpoint is an action. Goes by the name of the type, because the type itself would load MVC's assemblies.</summary>
    public static bool Is(Endpoint endpoint) =>
        endpoint.Metadata.Any(static item => item.GetType().FullName == "Microsoft.AspNetCore.Mvc.Controllers.ControllerActionDescriptor");

    /// <summary>Whether MVC runs the attribute. It does not when the attribute was added to the endpoint as mere metadata.</summary>
    public static bool HasSignatureFilter(Endpoint endpoint) =>
        Descriptor(endpoint).FilterDescriptors.Any(static filter => filter.Filter is ISignatureFilterMetadata);

    /// <summary>The types that MVC binds from the request by itself: neither from services nor with a binder of the app.</summary>
    public static IEnumerable<Type> TypesFromRequest(Endpoint endpoint)
    {
        var action = Descriptor(endpoint);
        return action.Parameters.Concat(action.BoundProperties)
            .Where(static parameter => IsFromRequest(parameter.BindingInfo))
            .Select(static parameter => parameter.ParameterType);
    }

    private static bool IsFromRequest(BindingInfo? binding) =>
        binding?.BinderType is null && binding?.BindingSource is null or { IsFromRequest: true };

    private static ControllerActionDescriptor Descriptor(Endpoint endpoint) => endpoint.Metadata.GetRequiredMetadata<ControllerActionDescriptor>();
}
