using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Binds a <see cref="VerifiedWebhook"/> in MVC without a registration. Only MVC reads the attribute, so other apps do not load the MVC
/// assemblies.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class VerifiedWebhookModelBinderAttribute : Attribute, IBinderTypeProviderMetadata
{
    /// <summary>Not the body, which <c>[ApiController]</c> would infer.</summary>
    public BindingSource BindingSource => BindingSource.Special;

    public Type BinderType => typeof(VerifiedWebhookModelBinder);
}
