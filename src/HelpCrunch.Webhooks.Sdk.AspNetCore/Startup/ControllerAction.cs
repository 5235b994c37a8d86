using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Reads the metadata of controller actions.</summary>
internal static class ControllerAction
{
    /// <summary>Whether the endpoint is an action. The type is compared by name, because a reference to it would load the MVC assemblies.</summary>
    public static bool Is(Endpoint endpoint) =>
        endpoint.Metadata.Any(static item => item.GetType().FullName == "Microsoft.AspNetCore.Mvc.Controllers.ControllerActionDescriptor");

    /// <summary>Whether the action has the filter. MVC ignores an attribute that was only added to the metadata of the endpoint.</summary>
    public static bool HasSignatureFilter(Endpoint endpoint) =>
        Descriptor(endpoint).FilterDescriptors.Any(static filter => filter.Filter is ISignatureFilterMetadata);

    /// <summary>Whether the action requires an antiforgery token. Of several filters, the last one decides.</summary>
    public static bool RequiresAntiforgeryToken(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true }
        || Descriptor(endpoint).FilterDescriptors
            .Select(static descriptor => descriptor.Filter)
            .LastOrDefault(static filter => filter is AutoValidateAntiforgeryTokenAttribute or ValidateAntiForgeryTokenAttribute or IgnoreAntiforgeryTokenAttribute)
            is AutoValidateAntiforgeryTokenAttribute or ValidateAntiForgeryTokenAttribute;

    /// <summary>Gets the types that MVC binds from the request, except those with a custom model binder.</summary>
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
