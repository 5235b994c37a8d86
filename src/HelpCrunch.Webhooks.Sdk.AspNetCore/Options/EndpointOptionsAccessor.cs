using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The current options of an endpoint. The monitor returns a new instance after each change of the configuration. Each instance is
/// validated once, not for each request.
/// </summary>
internal sealed class EndpointOptionsAccessor(
    string name,
    IOptionsMonitor<HelpCrunchWebhooksEndpointOptions> monitor,
    WebhookParser parser,
    ILogger logger) : IDisposable
{
    private readonly object _lock = new();
    private readonly string _webhooks = WebhookTags.LogEndpoint(name);
    private volatile State? _state;
    private IDisposable? _subscription;

    /// <summary>
    /// The options; null while they are not valid. Requests are then rejected with 503, because the previous keys may have been removed
    /// on purpose.
    /// </summary>
    public ResolvedEndpointOptions? Current
    {
        get
        {
            try
            {
                var options = monitor.Get(name);
                return _state is { } state && ReferenceEquals(state.Source, options) ? state.Resolved : Apply(options);
            }
            catch (OptionsValidationException exception)
            {
                return MarkInvalid(exception); // Thrown by an IValidateOptions of the app. The monitor runs it for each request.
            }
        }
    }

    /// <summary>Gets the current keys; empty while the options are not valid. Exceptions of the app's key provider are not caught.</summary>
    public IReadOnlyList<WebhookSigningKey> GetSigningKeys() => Current is { } options ? options.GetSigningKeys() : [];

    /// <summary>
    /// Validates the options when the app starts. From then on, each change is validated and logged at once, without waiting for the next
    /// request.
    /// </summary>
    /// <exception cref="OptionsValidationException">The options are not valid.</exception>
    public ResolvedEndpointOptions Initialize()
    {
        var options = monitor.Get(name);
        var problems = EndpointOptionsValidator.Validate(name, options);
        if (problems.Count > 0)
        {
            // A warning often names the cause, such as a misspelled setting that contains the key.
            throw new OptionsValidationException(name, typeof(HelpCrunchWebhooksEndpointOptions), [.. problems, .. options.Warnings]);
        }

        var resolved = new ResolvedEndpointOptions(options, parser);
        Warn(options, []);
        _state = new State(options, resolved, "");
        _subscription ??= monitor.OnChange(OnChange);
        return resolved;
    }

    public void Dispose() => _subscription?.Dispose();

    private void OnChange(HelpCrunchWebhooksEndpointOptions options, string? changed)
    {
        if (changed == name)
        {
            _ = Current;
        }
    }

    private ResolvedEndpointOptions? Apply(HelpCrunchWebhooksEndpointOptions options)
    {
        lock (_lock)
        {
            var previous = _state;
            if (ReferenceEquals(previous?.Source, options))
            {
                return previous.Resolved; // Applied by a concurrent request.
            }

            var problems = string.Join(" ", EndpointOptionsValidator.Validate(name, options));
            var resolved = problems.Length == 0 ? new ResolvedEndpointOptions(options, parser) : null;
            if (resolved is null)
            {
                if (previous?.Problems != problems)
                {
                    logger.OptionsInvalid(_webhooks, problems);
                }
            }
            else if (previous?.Resolved is { } current && resolved.IsSameAs(current))
            {
                resolved = current; // Another part of the configuration changed.
            }
            else
            {
                logger.OptionsChanged(_webhooks, resolved.KeyNames);
                if (resolved.AllowUnsignedRequests)
                {
                    logger.UnsignedAllowed(_webhooks);
                }
            }

            Warn(options, previous?.Source?.Warnings ?? []);
            _state = new State(options, resolved, problems);
            return resolved;
        }
    }

    private ResolvedEndpointOptions? MarkInvalid(OptionsValidationException exception)
    {
        lock (_lock)
        {
            if (_state is { } state && state.Problems != exception.Message)
            {
                logger.OptionsInvalid(_webhooks, exception.Message);
                _state = new State(null, null, exception.Message);
            }

            return null;
        }
    }

    private void Warn(HelpCrunchWebhooksEndpointOptions options, IEnumerable<string> logged)
    {
        foreach (var warning in options.Warnings.Except(logged, StringComparer.Ordinal))
        {
            logger.OptionsSuspicious(_webhooks, warning);
        }
    }

    /// <summary>The options that were validated last. Either <paramref name="Resolved"/> is null or <paramref name="Problems"/> is empty.</summary>
    private sealed record State(HelpCrunchWebhooksEndpointOptions? Source, ResolvedEndpointOptions? Resolved, string Problems);
}
