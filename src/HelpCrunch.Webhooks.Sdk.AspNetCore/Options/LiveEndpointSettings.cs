using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The settings of an endpoint as they are now. The monitor hands out a new instance after every change of the configuration, of
/// whatever part; it is checked when it is first met, so that a request costs no more than a look-up.
/// </summary>
internal sealed class LiveEndpointSettings(string name, IOptionsMonitor<HelpCrunchWebhookEndpointOptions> monitor, ILogger logger) : IDisposable
{
    private readonly object _lock = new();
    private readonly string _webhooks = WebhookTags.LogEndpoint(name);
    private volatile Checked? _last;
    private IDisposable? _listening;

    /// <summary>
    /// The settings; null while those of the configuration are not valid. The endpoint is closed then: neither the old keys, which
    /// somebody may have removed for a reason, nor no keys may decide.
    /// </summary>
    public EndpointSettings? Current
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
    public EndpointSettings Start()
    {
        var options = monitor.Get(name);
        var problems = EndpointOptionsCheck.Check(name, options);
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(name, typeof(HelpCrunchWebhookEndpointOptions), problems);
        }

        var settings = new EndpointSettings(options);
        Warn(options, []);
        _last = new Checked(options, settings, "");
        _listening ??= monitor.OnChange(LookAt);
        return settings;
    }

    public void Dispose() => _listening?.Dispose();

    private void LookAt(HelpCrunchWebhookEndpointOptions options, string? changed)
    {
        if (changed == name)
        {
            _ = Current;
        }
    }

    private EndpointSettings? Take(HelpCrunchWebhookEndpointOptions options)
    {
        lock (_lock)
        {
            var last = _last;
            if (ReferenceEquals(last?.Options, options))
            {
                return last.Settings; // Another request was quicker.
            }

            var problems = string.Join(" ", EndpointOptionsCheck.Check(name, options));
            var settings = problems.Length == 0 ? new EndpointSettings(options) : null;
            if (settings is null)
            {
                if (last?.Problems != problems)
                {
                    logger.EndpointClosed(_webhooks, problems);
                }
            }
            else if (last?.Settings is { } inForce && settings.IsSameAs(inForce))
            {
                settings = inForce; // Something else in the configuration changed.
            }
            else
            {
                logger.OptionsTaken(_webhooks, settings.KeyNames);
                if (settings.AllowUnsigned)
                {
                    logger.UnsignedAllowed(_webhooks);
                }
            }

            Warn(options, last?.Options?.Warnings ?? []);
            _last = new Checked(options, settings, problems);
            return settings;
        }
    }

    private EndpointSettings? Close(OptionsValidationException exception)
    {
        lock (_lock)
        {
            if (_last is { } last && last.Problems != exception.Message)
            {
                logger.EndpointClosed(_webhooks, exception.Message);
                _last = new Checked(null, null, exception.Message);
            }

            return null;
        }
    }

    private void Warn(HelpCrunchWebhookEndpointOptions options, IEnumerable<string> known)
    {
        foreach (var warning in options.Warnings.Except(known, StringComparer.Ordinal))
        {
            logger.OptionsLookWrong(_webhooks, warning);
        }
    }

    private sealed record Checked(HelpCrunchWebhookEndpointOptions? Options, EndpointSettings? Settings, string Problems);
}
