namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The current keys of the unnamed endpoint. The type distinguishes them from a key provider of the app.</summary>
internal sealed class KeysOfEndpoint(Func<IReadOnlyList<WebhookSigningKey>> get)
{
    public IReadOnlyList<WebhookSigningKey> Get() => get();
}
