using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>An immutable copy of valid options.</summary>
internal sealed class ResolvedEndpointOptions
{
    private readonly WebhookSigningKey[] _signingKeys;
    private readonly Func<IReadOnlyList<WebhookSigningKey>>? _signingKeyProvider;
    private readonly WebhookReceiver _receiver;
    private readonly Action<IReadOnlyList<WebhookSigningKey>> _onProvidedKeys;

    /// <param name="options">The options.</param>
    /// <param name="parser">The parser.</param>
    /// <param name="onProvidedKeys">Is called with the keys of <see cref="HelpCrunchWebhooksOptions.SigningKeyProvider"/>.</param>
    /// <param name="invalid">The names of options whose values are not valid.</param>
    /// <param name="previous">The options whose values replace invalid ones.</param>
    public ResolvedEndpointOptions(
        HelpCrunchWebhooksEndpointOptions options,
        WebhookParser parser,
        Action<IReadOnlyList<WebhookSigningKey>> onProvidedKeys,
        IReadOnlyCollection<string> invalid,
        ResolvedEndpointOptions? previous)
    {
        _signingKeys = [.. options.SigningKeys.DistinctBy(SigningKeyIdentity.Of)];
        _signingKeyProvider = options.SigningKeyProvider;
        _onProvidedKeys = onProvidedKeys;
        AllowUnsignedRequests = options.AllowUnsignedRequests;
        MaxRequestBodySize = Valid(nameof(MaxRequestBodySize), options.MaxRequestBodySize, previous?.MaxRequestBodySize);
        DeduplicationWindow = Valid(nameof(DeduplicationWindow), options.DeduplicationWindow, previous?.DeduplicationWindow);
        HandlerTimeout = Valid(nameof(HandlerTimeout), options.HandlerTimeout, previous?.HandlerTimeout);
        MaxDeliveryAge = previous is not null && invalid.Contains(nameof(MaxDeliveryAge)) ? previous.MaxDeliveryAge : options.MaxDeliveryAge;
        InProgressTimeout = Valid(nameof(InProgressTimeout), options.InProgressTimeout, previous?.InProgressTimeout);
        InProgressStatusCode = Valid(nameof(InProgressStatusCode), options.InProgressStatusCode, previous?.InProgressStatusCode);
        StoreTimeout = Valid(nameof(StoreTimeout), options.StoreTimeout, previous?.StoreTimeout);
        UseRequestServices = Valid(nameof(UseRequestServices), options.UseRequestServices, previous?.UseRequestServices);
        RetryFailedHandlersOnly = Valid(nameof(RetryFailedHandlersOnly), options.RetryFailedHandlersOnly, previous?.RetryFailedHandlersOnly);
        RetryAfter = previous is not null && invalid.Contains(nameof(RetryAfter))
            ? previous.RetryAfter
            : ((long)Math.Ceiling(options.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        AccountResolver = options.AccountResolver;
        TryPark = options.TryPark;
        _receiver = AccountResolver is null
            ? new WebhookReceiver(WebhookSignatureVerifier.FromKeyProvider(GetSigningKeys), parser)
            : new WebhookReceiver(new WebhookSigningKey(RandomNumberGenerator.GetHexString(64)));

        T Valid<T>(string option, T value, T? previousValue)
            where T : struct => previousValue is { } valid && invalid.Contains(option) ? valid : value;
    }

    /// <summary>Whether signatures can be verified. False only if <see cref="AllowUnsignedRequests"/> is set.</summary>
    public bool HasSigningKeys => _signingKeys.Length > 0 || _signingKeyProvider is not null || AccountResolver is not null;

    public bool AllowUnsignedRequests { get; }

    public int MaxRequestBodySize { get; }

    public TimeSpan DeduplicationWindow { get; }

    public TimeSpan HandlerTimeout { get; }

    public TimeSpan? MaxDeliveryAge { get; }

    public TimeSpan InProgressTimeout { get; }

    public int InProgressStatusCode { get; }

    public TimeSpan StoreTimeout { get; }

    public bool UseRequestServices { get; }

    public bool RetryFailedHandlersOnly { get; }

    public Func<HttpContext, CancellationToken, ValueTask<WebhookAccount?>>? AccountResolver { get; }

    public Func<WebhookFailedDelivery, CancellationToken, ValueTask<bool>>? TryPark { get; }

    /// <summary>The value of the Retry-After header, in seconds.</summary>
    public string RetryAfter { get; }

    /// <summary>The names of the keys, for logs.</summary>
    public string KeyNames =>
        AccountResolver is not null ? $"from {nameof(AccountResolver)}"
        : _signingKeyProvider is not null ? $"from {nameof(HelpCrunchWebhooksOptions.SigningKeyProvider)}"
        : _signingKeys.Length == 0 ? "none"
        : string.Join(", ", _signingKeys.Select(key => key.Name));

    /// <summary>Gets the current keys. Exceptions of <see cref="HelpCrunchWebhooksOptions.SigningKeyProvider"/> are not caught.</summary>
    /// <exception cref="InvalidOperationException">The keys depend on the account of a request.</exception>
    public IReadOnlyList<WebhookSigningKey> GetSigningKeys()
    {
        if (AccountResolver is not null)
        {
            throw new InvalidOperationException(
                "The endpoint has an AccountResolver, so its signing keys depend on the request, which an injected WebhookReceiver or WebhookSignatureVerifier does not know. Map an endpoint with RequireHelpCrunchSignature instead.");
        }

        if (_signingKeyProvider is null)
        {
            return _signingKeys;
        }

        var keys = _signingKeyProvider();
        _onProvidedKeys(keys);
        return keys;
    }

    /// <summary>Gets the account of a request that was read; null if the endpoint does not resolve accounts, or the account is unknown.</summary>
    public WebhookAccount? GetAccount(HttpContext context) => AccountResolver is null ? null : context.Features.Get<WebhookAccount>();

    /// <summary>
    /// Gets the receiver with the keys of the endpoint or the account. Exceptions of <see cref="HelpCrunchWebhooksOptions.SigningKeyProvider"/>
    /// are not caught.
    /// </summary>
    /// <remarks>
    /// For an unknown account, or one without a key, it is a receiver with a random key, which rejects every signature. It takes as long as
    /// for a known account, so that the time does not tell which accounts exist.
    /// </remarks>
    public WebhookReceiver GetReceiver(WebhookAccount? account, WebhookParser parser) =>
        account is { SigningKeys.Count: > 0 } ? new WebhookReceiver(account.SigningKeys, parser) : _receiver;

    /// <summary>Gets the name of a key for metrics. The names of the keys of accounts are left out, because their number is not limited.</summary>
    public string? GetMetricKeyName(string? keyName) => AccountResolver is null ? keyName : null;

    /// <summary>
    /// Whether two options have the same values, so that a change need not be logged. Functions cannot be compared: the code that sets them can
    /// create new ones at each reload.
    /// </summary>
    public bool IsSameAs(ResolvedEndpointOptions other) =>
        (AllowUnsignedRequests, MaxRequestBodySize, DeduplicationWindow, HandlerTimeout, MaxDeliveryAge)
            == (other.AllowUnsignedRequests, other.MaxRequestBodySize, other.DeduplicationWindow, other.HandlerTimeout, other.MaxDeliveryAge)
        && (InProgressTimeout, InProgressStatusCode, StoreTimeout, UseRequestServices, RetryFailedHandlersOnly, RetryAfter)
            == (other.InProgressTimeout, other.InProgressStatusCode, other.StoreTimeout, other.UseRequestServices, other.RetryFailedHandlersOnly, other.RetryAfter)
        && (AccountResolver is null, TryPark is null) == (other.AccountResolver is null, other.TryPark is null)
        && _signingKeys.Select(SigningKeyIdentity.Of).SequenceEqual(other._signingKeys.Select(SigningKeyIdentity.Of));
}
