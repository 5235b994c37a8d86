namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// How a delivery was received. Handlers get it as a service of the delivery's scope: a class takes it in its constructor, and a function
/// takes it as its second parameter.
/// </summary>
public sealed class WebhookDeliveryContext
{
    private readonly object[] _features;

    /// <summary>Initializes a context, for <see cref="WebhookDispatcher"/> or to test a handler.</summary>
    /// <param name="endpointName">The name of the endpoint; empty for the unnamed one.</param>
    /// <param name="keyName">The name of the signing key that matched. Null when it is not known.</param>
    /// <param name="receivedAt">When the delivery was received. Null when it is not known.</param>
    /// <param name="completedHandlers">
    /// The handlers that do not run again, as in <see cref="WebhookHandlersFailedException.CompletedHandlers"/> of an earlier attempt to handle
    /// the same delivery. Null, which is the default, for none.
    /// </param>
    /// <param name="account">The id of the account. Null, which is the default, when the endpoint does not resolve accounts.</param>
    /// <param name="features">The objects that <see cref="GetFeature{TFeature}"/> finds. Null, which is the default, for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="endpointName"/> is null.</exception>
    public WebhookDeliveryContext(
        string endpointName = "",
        string? keyName = null,
        DateTimeOffset? receivedAt = null,
        IReadOnlyCollection<string>? completedHandlers = null,
        string? account = null,
        IEnumerable<object>? features = null)
    {
        EndpointName = endpointName ?? throw new ArgumentNullException(nameof(endpointName));
        KeyName = keyName;
        ReceivedAt = receivedAt;
        CompletedHandlers = completedHandlers is null or { Count: 0 } ? [] : [.. completedHandlers];
        Account = account;
        _features = features is null ? [] : [.. features];
    }

    /// <summary>The name of the endpoint, which tells the accounts of an app apart; empty for the unnamed endpoint.</summary>
    public string EndpointName { get; }

    /// <summary>
    /// The id of the account, for an endpoint that receives the webhooks of many accounts: the one that its <c>AccountResolver</c> returned.
    /// Null for other endpoints.
    /// </summary>
    public string? Account { get; }

    /// <summary>
    /// The name of the signing key that matched. Null when the request was not signed, which only <c>AllowUnsignedRequests</c> permits,
    /// or when the caller of <see cref="WebhookDispatcher"/> did not pass it.
    /// </summary>
    public string? KeyName { get; }

    /// <summary>When the delivery was received. Null when the caller of <see cref="WebhookDispatcher"/> did not pass it.</summary>
    public DateTimeOffset? ReceivedAt { get; }

    /// <summary>The full names of the handler classes that succeeded in an earlier attempt. They do not run again.</summary>
    public IReadOnlyCollection<string> CompletedHandlers { get; }

    /// <summary>
    /// Gets an object that the caller of <see cref="WebhookDispatcher"/> added for handlers. For example, the endpoint of
    /// HelpCrunch.Webhooks.Sdk.AspNetCore adds the claim of the delivery.
    /// </summary>
    /// <typeparam name="TFeature">The type of the object.</typeparam>
    /// <returns>The first object of the type. Null when there is none.</returns>
    public TFeature? GetFeature<TFeature>()
        where TFeature : class => _features.OfType<TFeature>().FirstOrDefault();
}
