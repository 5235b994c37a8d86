using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The keys of the unnamed endpoint, as they are now. A type, so that it is told from a source of the app's own.</summary>
internal sealed class KeysOfEndpoint(IServiceProvider provider)
{
    public IReadOnlyList<WebhookSigningKey> Get() => provider.GetRequiredService<WebhookEndpointRegistry>().Get("").Options.Keys;
}
