namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// What the checks at startup read of <see cref="RequireHelpCrunchSignatureAttribute"/>. They do not name the attribute itself, because
/// it would load MVC's assemblies in apps without controllers.
/// </summary>
internal interface ISignatureFilterMetadata
{
    string EndpointName { get; }
}
