using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The options of an endpoint. They are validated when the app starts. Changes of the configuration are applied without a restart: new keys
/// are accepted, and removed keys are rejected. While <see cref="SigningKeys"/> or <see cref="AllowUnsignedRequests"/> is not valid, the
/// response is 503. If another option becomes invalid, its previous value stays in effect. Both cases are logged as errors.
/// </summary>
public sealed class HelpCrunchWebhooksEndpointOptions
{
    /// <summary>
    /// The signing keys, in the order in which they are tried. In a configuration, <c>SigningKeys:2026</c> is the key with the name
    /// <c>2026</c>. Keys with one name and one secret are one key.
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
    /// crashes, a redelivery is handled after this time plus a grace period: one fifth of it, at least 10 seconds, and at least twice
    /// <see cref="StoreTimeout"/>.
    /// </summary>
    /// <value>5 minutes by default; at most one day.</value>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a delivery is remembered after it was handled. Within this time, the response to a redelivery is 200 and no handler runs.</summary>
    /// <value>Three days by default; at most 365 days. Zero disables deduplication.</value>
    public TimeSpan DeduplicationWindow { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// How old a delivery may be: the time since <c>lastAttemptAt</c> or <c>createdAt</c>, whichever is later. Both are signed. An older
    /// delivery, or one without these times, is rejected with 401, so that a request that was recorded cannot be sent again after
    /// <see cref="DeduplicationWindow"/> or a restart.
    /// </summary>
    /// <value>
    /// Null by default: every age is accepted, because HelpCrunch does not document when it sends a delivery again. A value should not
    /// exceed <see cref="DeduplicationWindow"/>, and is at most 365 days.
    /// </value>
    public TimeSpan? MaxDeliveryAge { get; set; }

    /// <summary>
    /// How long a redelivery waits while the same delivery is in progress. If it is handled meanwhile, the response is 200. If it fails,
    /// the redelivery is handled. Otherwise the response has the status <see cref="InProgressStatusCode"/>.
    /// </summary>
    /// <value>3 seconds by default, because many senders wait 4 seconds or longer; at most one minute. Zero responds at once.</value>
    public TimeSpan InProgressTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The status of the response to a redelivery while the same delivery is in progress.</summary>
    /// <value>503 by default. A sender may not send a delivery again after a status from 400 to 499, such as 409.</value>
    public int InProgressStatusCode { get; set; } = StatusCodes.Status503ServiceUnavailable;

    /// <summary>How long the store may take for an operation. If a delivery is not claimed by then, the response is 503.</summary>
    /// <value>5 seconds by default; at most 5 minutes.</value>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The <c>Retry-After</c> header of responses with status 503 or 429: when the sender may try again.</summary>
    /// <value>10 seconds by default; at most one day. Fractions of a second are rounded up.</value>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether a redelivery runs only the handler classes that failed, instead of all handlers. Set it only if each handler has saved its
    /// work when it returns, and nothing else rolls the work back. Handlers that are functions always run again.
    /// </summary>
    /// <value>False by default. A store may ignore the option; <see cref="InMemoryWebhookDeliveryStore"/> does not.</value>
    public bool RetryFailedHandlersOnly { get; set; }

    /// <summary>
    /// Whether handlers use the services of the request (<see cref="HttpContext.RequestServices"/>), such as a tenant that a middleware has
    /// set. They are disposed after the response, so a service that saves when it is disposed, and fails, loses the event. If false, each
    /// delivery gets a separate scope that is disposed before the response: such a service then fails the delivery.
    /// </summary>
    /// <value>True by default.</value>
    public bool UseRequestServices { get; set; } = true;

    /// <summary>
    /// A function that returns the account of a request, with its signing keys: for an endpoint that receives the webhooks of many accounts,
    /// such as at <c>/webhooks/{account}</c>. Set it or <see cref="SigningKeys"/>, not both. It is called before the signature is verified,
    /// so it must trust nothing in the request. Null means that the account is not known.
    /// </summary>
    /// <remarks>
    /// The function is called for each request with a well-formed signature header. The token is canceled when the client disconnects. The
    /// response to an unknown account is 401, as to a wrong signature, so that it does not tell which accounts exist. If the function throws
    /// an exception, the response is 503.
    /// </remarks>
    /// <value>Null by default: the keys are <see cref="SigningKeys"/>.</value>
    public Func<HttpContext, CancellationToken, ValueTask<WebhookAccount?>>? AccountResolver { get; set; }

    /// <summary>
    /// A function that is called each time the handlers of a delivery fail, so that it can park a delivery that always fails: store it, and
    /// return true. The response is then 200, and the delivery is not handled again. If it returns false or throws an exception, the response
    /// is 500.
    /// </summary>
    /// <remarks>
    /// The token is canceled after <see cref="StoreTimeout"/>, and when the app shuts down. The function is not called for handlers that
    /// fail after the shutdown of the app has canceled them. With the function, each body is copied.
    /// </remarks>
    /// <value>Null by default: deliveries are not parked.</value>
    public Func<WebhookFailedDelivery, CancellationToken, ValueTask<bool>>? TryPark { get; set; }

    /// <summary><see cref="HelpCrunchWebhooksOptions.SigningKeyProvider"/>, for the unnamed endpoint.</summary>
    internal Func<IReadOnlyList<WebhookSigningKey>>? SigningKeyProvider { get; set; }

    /// <summary>The path of the configuration section, for messages. Null if all options come from code.</summary>
    internal string? ConfigurationPath { get; set; }

    /// <summary>Configuration values that cannot be read. They do not throw, because no caller could catch the exception of a reload.</summary>
    internal List<OptionProblem> Problems { get; } = [];

    /// <summary>Configuration values that can be read, but are probably mistakes.</summary>
    internal List<string> Warnings { get; } = [];

    /// <summary>The configuration providers of the keys, as far as they are known.</summary>
    internal List<(string KeyName, IConfigurationProvider Provider)> SigningKeySources { get; } = [];

    /// <summary>The configuration sections that were read. A section that several modules add is read once.</summary>
    internal List<(string Path, IConfiguration Configuration)> ReadSections { get; } = [];
}
