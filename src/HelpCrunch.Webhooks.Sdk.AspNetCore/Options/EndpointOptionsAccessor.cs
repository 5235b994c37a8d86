using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The settings of an endpoint as they are now. The monitor hands out a new instance after every change of the configuration, of
/// whatever part; it is checked when it is first met, so that a request costs no more than a look-up.
/// </summary>
internal sealed class EndpointOptionsAccessor(
    string name,
    IOptionsMonitor<HelpCrunchWebhooksEndpointOptions> monitor,
    WebhookParser parser,
    ILogger logger) : IDisposable
{
    private readonly object _lock = new();
    private readonly string _webhooks = WebhookTags.LogEndpoint(name);
    private volatile Checked? _last;
    private IDisposable? _listening;

    /// <summary>
    /// The settings; null while those of the configuration are not valid. The endpoint is closed then: neither the old keys, which
    /// somebody may have removed for a reason, nor no keys may decide.
    /// </summary>
    public ResolvedEndpointOptions? Current
    {
        get
        {
            try
            {
                var options = monitor.Get(name);
                return _last is { } last && ReferenceEquals(last.Options, options) ? last.Settings : Take(options);
            }
            catch (OptionsValidationException exception)
            {
                return Close(exception); // A validation of the app's own, which the monitor runs each time.
            }
        }
    }

    /// <summary>The keys as they are now; none while the endpoint is closed.</summary>
    public IReadOnlyList<WebhookSigningKey> Keys => Current?.SigningKeys ?? [];

    /// <summary>
    /// The first look, before which the app does not start. From then on each change is looked at when it comes, and not when the
    /// next request does.
    /// </summary>
    /// <exception cref="OptionsValidationException">The options are not valid.</exception>
    public ResolvedEndpointOptions Start()
    {
        var options = monitor.Get(name);
        var problems = EndpointOptionsValidator.Check(name, options);
        if (problems.Count > 0)
        {
            // A warning often names the cause: a key under a misspelled setting is a missing key.
            throw new OptionsValidationException(name, typeof(HelpCrunchWebhooksEndpointOptions), [.. problems, .. options.Warnings]);
        }

        var settings = new ResolvedEndpointOptions(options, parser);
        Warn(options, []);
        _last = new Checked(options, settings, "");
        _listening ??= monitor.OnChange(LookAt);
        return settings;
    }

    public void Dispose() => _listening?.Dispose();

    private void LookAt(HelpCrunchWebhooksEndpointOptions options, string? changed)
    {
        if (changed == name)
        {
            _ = Current;
        }
    }

    private ResolvedEndpointOptions? Take(HelpCrunchWebhooksEndpointOptions options)
    {
        lock (_lock)
        {
            var last = _last;
            if (ReferenceEquals(last?.Options, options))
            {
                return last.Settings; // Another request was quicker.
            }

            var problems = string.Join(" ", EndpointOptionsValidator.Check(name, options));
            var settings = problems.Length == 0 ? new ResolvedEndpointOptions(options, parser) : null;
            if (settings is null)
            {
                if (last?.Problems != problems)
                {
                    logger.OptionsInvalid(_webhooks, problems);
                }
            }
            else if (last?.Settings is { } inForce && settings.IsSameAs(inForce))
            {
                settings = inForce; // Something else in the configuration changed.
            }
            else
            {
                logger.OptionsChanged(_webhooks, settings.KeyNames);
                if (settings.AllowUnsignedRequests)
                {
                    logger.UnsignedAllowed(_webhooks);
                }
            }

            Warn(options, last?.Options?.Warnings ?? []);
            _last = new Checked(options, settings, problems);
            return settings;
        }
    }

    private ResolvedEndpointOptions? Close(OptionsValidationException exception)
    {
        lock (_lock)
        {
            if (_last is { } last && last.Problems != exception.Message)
            {
                logger.OptionsInvalid(_webhooks, exception.Message);
                _last = new Checked(null, null, exception.Message);
            }

            return null;
        }
    }

    private void Warn(HelpCrunchWebhooksEndpointOptions options, IEnumerable<string> known)
    {
        foreach (var warning in options.Warnings.Except(known, StringComparer.Ordinal))
        {
            logger.OptionsSuspicious(_webhooks, warning);
        }
    }

    private sealed record Checked(HelpCrunchWebhooksEndpointOptions? Options, ResolvedEndpointOptions? Settings, string Problems);
}
