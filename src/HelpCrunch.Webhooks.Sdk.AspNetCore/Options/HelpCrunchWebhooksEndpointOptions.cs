namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The options of an endpoint. They are checked when the app starts, and followed when the configuration changes: a new key works
/// without a restart, and a removed one no longer does.
/// </summary>
public sealed class HelpCrunchWebhooksEndpointOptions
{
    /// <summary>
    /// The signing keys, in the order they are tried; in a configuration, <c>SigningKeys:0:Secret</c> and <c>SigningKeys:0:Name</c>.
    /// Never null. Without one the app does not start, unless <see cref="AllowUnsignedRequests"/> is set.
    /// </summary>
    public IList<WebhookSigningKey> SigningKeys { get; } = [];

    /// <summary>
    /// Whether requests without a signature are taken for genuine: anybody who finds the address may then send events. A signature
    /// that is sent is still verified where there are keys. Each start of the app warns of it.
    /// </summary>
    /// <value>False by default.</value>
    public bool AllowUnsignedRequests { get; set; }

    /// <summary>The largest body that is read, in bytes. Larger ones are answered with 413 and not read on. The server's own limit holds too.</summary>
    /// <value>262,144 (256 KB) by default; documented bodies have 300 bytes to 2 KB.</value>
    public int MaxRequestBodySize { get; set; } = 256 * 1024;

    /// <summary>How long a handled delivery is remembered, so that its repetitions are answered with 200 and not handled again.</summary>
    /// <value>A day by default, at most 365; zero does not look for repetitions at all.</value>
    public TimeSpan DeduplicationWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How long the handlers of a delivery may take. Then they are asked to stop, and after a fifth more, or 10 seconds where that is
    /// longer, a repetition is no longer taken for being in progress: so the delivery of a crashed process is not blocked for ever.
    /// </summary>
    /// <value>5 minutes by default, at most a day.</value>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Where the options were read from, to name the place in messages. Null when they come from code alone.</summary>
    internal string? ConfigurationPath { get; set; }

    /// <summary>What could not be read from the configuration. Kept, and not thrown, because a reload has nobody to throw to.</summary>
    internal List<string> Problems { get; } = [];

    /// <summary>What could be read from the configuration, but can hardly be meant.</summary>
    internal List<string> Warnings { get; } = [];
}
