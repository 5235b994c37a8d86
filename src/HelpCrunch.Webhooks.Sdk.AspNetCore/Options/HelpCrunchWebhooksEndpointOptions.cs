namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The options of an endpoint. They are validated when the app starts. A change of the configuration is applied while the app runs: a new
/// key is accepted, and a removed key is rejected, without a restart.
/// </summary>
public sealed class HelpCrunchWebhooksEndpointOptions
{
    /// <summary>
    /// The signing keys, in the order in which they are tried. In a configuration: <c>SigningKeys:0:Secret</c> and
    /// <c>SigningKeys:0:Name</c>.
    /// </summary>
    /// <value>
    /// Empty by default. The app does not start without a key, unless <see cref="AllowUnsignedRequests"/> is set. The unnamed endpoint also
    /// uses the keys of <see cref="HelpCrunchWebhooksOptions"/>.
    /// </value>
    public IList<WebhookSigningKey> SigningKeys { get; } = [];

    /// <summary>
    /// The largest request body that is read, in bytes. A larger body is answered with 413 and not read further. The limit of the server
    /// applies as well.
    /// </summary>
    /// <value>262,144 (256 KB) by default. Documented bodies have 300 bytes to 2 KB.</value>
    public int MaxRequestBodySize { get; set; } = 256 * 1024;

    /// <summary>
    /// Whether requests without a signature are accepted. Anyone who knows the address can then send events, and each start of the app logs
    /// a warning. If there are signing keys, a signature that is sent is still verified.
    /// </summary>
    /// <value>False by default.</value>
    public bool AllowUnsignedRequests { get; set; }

    /// <summary>
    /// How long the handlers of a delivery may take. After that, their <see cref="CancellationToken"/> is canceled. A redelivery is
    /// processed after another fifth of this time, but at least 10 seconds, so that a crashed process does not block it forever.
    /// </summary>
    /// <value>5 minutes by default; at most one day.</value>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a handled delivery is remembered. A redelivery is then answered with 200 and not handled again.</summary>
    /// <value>One day by default; at most 365 days. Zero disables de-duplication.</value>
    public TimeSpan DeduplicationWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary><see cref="HelpCrunchWebhooksOptions.SigningKeyProvider"/>, for the unnamed endpoint.</summary>
    internal Func<IReadOnlyList<WebhookSigningKey>>? SigningKeyProvider { get; set; }

    /// <summary>The path of the configuration section, for messages. Null if all options come from code.</summary>
    internal string? ConfigurationPath { get; set; }

    /// <summary>Values of the configuration that cannot be read. They are not thrown, because a reload has no caller that could catch them.</summary>
    internal List<string> Problems { get; } = [];

    /// <summary>Values of the configuration that can be read, but are probably mistakes.</summary>
    internal List<string> Warnings { get; } = [];
}
