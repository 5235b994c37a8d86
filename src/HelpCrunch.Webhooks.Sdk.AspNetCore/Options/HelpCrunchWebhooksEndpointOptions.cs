namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The options of an endpoint. They are validated when the app starts. Changes of the configuration are applied without a restart: new keys
/// are accepted, and removed keys are rejected.
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
    /// The maximum size of a request body, in bytes. A request with a larger body is rejected with 413. The limit of the server applies as
    /// well.
    /// </summary>
    /// <value>262,144 (256 KB) by default. The bodies in HelpCrunch's documentation have 300 bytes to 2 KB.</value>
    public int MaxRequestBodySize { get; set; } = 256 * 1024;

    /// <summary>
    /// Whether requests without a signature are accepted. Anyone who knows the address can then send events, and the app logs a warning when
    /// it starts. If there are signing keys, requests with a signature are still verified.
    /// </summary>
    /// <value>False by default.</value>
    public bool AllowUnsignedRequests { get; set; }

    /// <summary>
    /// How long the handlers of a delivery may take. After this time, their <see cref="CancellationToken"/> is canceled. If the process
    /// crashes, a redelivery is handled after this time plus one fifth of it, which is at least 10 seconds.
    /// </summary>
    /// <value>5 minutes by default; at most one day.</value>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a delivery is remembered after it was handled. Within this time, the response to a redelivery is 200 and no handler runs.</summary>
    /// <value>One day by default; at most 365 days. Zero disables de-duplication.</value>
    public TimeSpan DeduplicationWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary><see cref="HelpCrunchWebhooksOptions.SigningKeyProvider"/>, for the unnamed endpoint.</summary>
    internal Func<IReadOnlyList<WebhookSigningKey>>? SigningKeyProvider { get; set; }

    /// <summary>The path of the configuration section, for messages. Null if all options come from code.</summary>
    internal string? ConfigurationPath { get; set; }

    /// <summary>Configuration values that cannot be read. They do not throw, because no caller could catch the exception of a reload.</summary>
    internal List<string> Problems { get; } = [];

    /// <summary>Configuration values that can be read, but are probably mistakes.</summary>
    internal List<string> Warnings { get; } = [];
}
