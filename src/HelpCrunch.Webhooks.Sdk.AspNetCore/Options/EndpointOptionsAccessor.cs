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
    private volatile string _providedKeyWarnings = "";
    private ResolvedEndpointOptions? _lastValid;
    private IDisposable? _subscription;

    /// <summary>
    /// The options; null while the keys or the unsigned access are not valid. Requests are then rejected with 503, because the previous
    /// keys may have been removed on purpose.
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
            catch (Exception exception) when (_state is not null || exception is OptionsValidationException)
            {
                return MarkInvalid(exception); // Thrown by an IConfigureOptions or IValidateOptions of the app. The monitor runs it for each request.
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
            var messages = problems.Select(problem => problem.Message).Concat(options.Warnings).Distinct(StringComparer.Ordinal);
            throw new OptionsValidationException(name, typeof(HelpCrunchWebhooksEndpointOptions), messages);
        }

        var resolved = _lastValid = new ResolvedEndpointOptions(options, parser, WarnOfProvidedKeys, [], previous: null);
        var warnings = GetWarnings(options);
        Warn(warnings, []);
        _state = new State(options, resolved, "", warnings);
        _subscription ??= monitor.OnChange(OnChange);
        return resolved;
    }

    /// <summary>Logs warnings about the keys of the app's key provider. An exception of the provider is logged at the first delivery.</summary>
    public void CheckProvidedKeys()
    {
        try
        {
            _ = GetSigningKeys();
        }
        catch (Exception)
        {
            // The app may still load the keys.
        }
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

            var problems = EndpointOptionsValidator.Validate(name, options);
            var messages = string.Join(" ", problems.Select(problem => problem.Message).Distinct(StringComparer.Ordinal));
            var isClosed = problems.Any(problem => problem.ClosesEndpoint) || (problems.Count > 0 && _lastValid is null);
            if (messages.Length > 0 && previous?.Problems != messages)
            {
                LogProblems(problems, messages, isClosed);
            }

            ResolvedEndpointOptions? resolved = null;
            if (!isClosed)
            {
                resolved = new ResolvedEndpointOptions(options, parser, WarnOfProvidedKeys, [.. problems.Select(problem => problem.Option)], _lastValid);
                var isCorrected = previous?.Problems.Length > 0 && messages.Length == 0;
                if (isCorrected || previous?.Resolved is not { } current || !resolved.IsSameAs(current)) // Otherwise, another part of the configuration changed.
                {
                    logger.OptionsChanged(_webhooks, resolved.KeyNames);
                    if (resolved.AllowUnsignedRequests)
                    {
                        logger.UnsignedAllowed(_webhooks);
                    }
                }

                _lastValid = resolved;
            }

            var warnings = GetWarnings(options);
            Warn(warnings, previous?.Warnings ?? []);
            _state = new State(options, resolved, messages, warnings);
            return resolved;
        }
    }

    private void LogProblems(IReadOnlyList<OptionProblem> problems, string messages, bool isClosed)
    {
        if (isClosed)
        {
            logger.OptionsInvalid(_webhooks, messages);
        }
        else
        {
            logger.PreviousOptionsUsed(_webhooks, string.Join(", ", problems.Select(problem => problem.Option).Distinct(StringComparer.Ordinal)), messages);
        }
    }

    private ResolvedEndpointOptions? MarkInvalid(Exception exception)
    {
        lock (_lock)
        {
            if (_state is { } state && state.Problems != exception.Message)
            {
                logger.OptionsInvalid(_webhooks, exception.Message);
                _state = new State(null, null, exception.Message, state.Warnings);
            }

            return null;
        }
    }

    private void Warn(IEnumerable<string> warnings, IEnumerable<string> logged)
    {
        foreach (var warning in warnings.Except(logged, StringComparer.Ordinal))
        {
            logger.OptionsSuspicious(_webhooks, warning);
        }
    }

    /// <summary>Runs for each signature. Keys without a warning cost nothing but a look at each.</summary>
    private void WarnOfProvidedKeys(IReadOnlyList<WebhookSigningKey>? keys)
    {
        for (var index = 0; index < keys?.Count; index++)
        {
            if (keys[index]?.Warning is not null)
            {
                var warnings = string.Join(" ", SigningKeyWarnings.OfKeys(keys));
                if (warnings != Interlocked.Exchange(ref _providedKeyWarnings, warnings))
                {
                    logger.OptionsSuspicious(_webhooks, $"SigningKeyProvider: {warnings}");
                }

                return;
            }
        }
    }

    private static string[] GetWarnings(HelpCrunchWebhooksEndpointOptions options) => [.. options.Warnings, .. SigningKeyWarnings.Get(options)];

    /// <summary>The options that were applied last. <paramref name="Resolved"/> is null while the endpoint is closed.</summary>
    private sealed record State(HelpCrunchWebhooksEndpointOptions? Source, ResolvedEndpointOptions? Resolved, string Problems, IReadOnlyList<string> Warnings);
}
