using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Tells MVC how to bind a <see cref="VerifiedWebhook"/>, without a registration. Only MVC reads the attribute, so its assemblies are
/// not loaded in other apps.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class VerifiedWebhookModelBinderAttribute : Attribute, IBinderTypeProviderMetadata
{
    /// <summary>Not the body, which <c>[ApiController]</c> would infer.</summary>
    public BindingSource BindingSource => BindingSource.Special;

    public Type BinderType => typeof(VerifiedWebhookModelBinder);
}
