namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The options of <c>AddHelpCrunchWebhooks</c>: the signing keys and the parser.</summary>
/// <remarks>
/// The options are read once, when the first service of the SDK is resolved. HelpCrunch.Webhooks.Sdk does not depend on
/// Microsoft.Extensions.Options, so <c>services.Configure&lt;HelpCrunchWebhooksOptions&gt;(…)</c> has no effect by itself. In an app that
/// calls <c>AddEndpoint</c> of HelpCrunch.Webhooks.Sdk.AspNetCore, it works as for other options, and so do <c>PostConfigure</c> and
/// <c>Validate</c>.
/// </remarks>
public sealed class HelpCrunchWebhooksOptions
{
    /// <summary>
    /// The signing keys, in the order in which they are tried. In ASP.NET Core, they are the keys of the unnamed endpoint.
    /// </summary>
    /// <value>Empty by default. Resolving a <see cref="WebhookReceiver"/> or <see cref="WebhookSignatureVerifier"/> without a key throws.</value>
    public IList<WebhookSigningKey> SigningKeys { get; } = [];

    /// <summary>
    /// A function that returns the current signing keys, for keys that change while the app runs. It is called for every signature that is
    /// verified, so it must be fast and thread-safe. While it returns no key, every signature is rejected. Set it or
    /// <see cref="SigningKeys"/>, not both. In ASP.NET Core, the unnamed endpoint calls it. The response is 401 if it does not return a
    /// matching key, and 503 if it throws an exception.
    /// </summary>
    /// <value>Null by default: the keys are <see cref="SigningKeys"/>.</value>
    public Func<IReadOnlyList<WebhookSigningKey>>? SigningKeyProvider { get; set; }

    /// <summary>The options of the parser, which all endpoints share.</summary>
    public WebhookParserOptions Parser { get; } = new();
}
