namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What <c>AddHelpCrunchWebhooks</c> registers its services with.</summary>
public sealed class HelpCrunchWebhooksOptions
{
    /// <summary>
    /// The signing keys, in the order they are tried. Never null; empty by default, with which only the parser can be had: a
    /// receiver without a key is an error.
    /// </summary>
    public IList<WebhookSigningKey> SigningKeys { get; } = [];

    /// <summary>
    /// Where the keys come from when they change while the app runs: asked at every verification, in place of
    /// <see cref="SigningKeys"/>. Null, which is the default, when they do not change.
    /// </summary>
    public Func<IReadOnlyList<WebhookSigningKey>>? SigningKeyProvider { get; set; }

    /// <summary>The options of the parser. Never null.</summary>
    public WebhookParserOptions Parser { get; } = new();

    internal WebhookSignatureVerifier CreateVerifier() =>
        SigningKeyProvider is { } source ? WebhookSignatureVerifier.FromKeyProvider(source) : new WebhookSignatureVerifier(SigningKeys);
}
