namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>What makes two signing keys the same key: one name and one secret.</summary>
internal static class SigningKeyIdentity
{
    /// <summary>The secret of a key cannot be read, but keys with different secrets compute different signatures.</summary>
    public static (string Name, string Signature) Of(WebhookSigningKey key) => (key.Name, WebhookSignature.Compute("identity"u8, key));
}
