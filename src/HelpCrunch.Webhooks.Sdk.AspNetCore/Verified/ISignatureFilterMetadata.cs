namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The metadata of <see cref="RequireHelpCrunchSignatureAttribute"/> that the startup checks read. They do not reference the attribute,
/// because it would load the MVC assemblies in apps without controllers.
/// </summary>
internal interface ISignatureFilterMetadata
{
    string EndpointName { get; }
}
