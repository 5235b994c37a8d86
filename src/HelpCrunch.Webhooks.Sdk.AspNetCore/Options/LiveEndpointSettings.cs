using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The settings of an endpoint as they are now. The monitor hands out a new instance after every change of the configuration;
/// it is checked when it is first met, so that a request costs no more than a look-up.
/// </summary>
internal sealed class LiveEndpointSettings(string name, IOptionsMonitor<HelpCrunchWebhookEndpointOptions> monitor, ILogger logger)
{
    private readonly object _lock = new();
    private volatile Checked? _last;

    /// <summary>
    /// The settings; null while those of the configuration are not valid. The endpoint is closed then: neither the old keys, which
    /// somebody may have removed for a reason, nor no keys may decide.
    /// </summary>
    public EndpointSettings? Current
    {
        get
        {
            var options = monitor.Get(name);
            return _last is { } last && ReferenceEquals(last.Options, options) ? last.Settings : Take(options);
        }
    }

    /// <summary>The keys as they are now; none while the endpoint is closed.</summary>
    public IReadOnlyList<WebhookSigningKey> Keys => Current?.SigningKeys ?? [];

    /// <summary>The first look, before which the app does not start.</summary>
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
        _last = new Checked(options, settings);
        return settings;
    }

    private EndpointSettings? Take(HelpCrunchWebhookEndpointOptions options)
    {
        lock (_lock)
        {
            if (_last is { } last && ReferenceEquals(last.Options, options))
            {
                return last.Settings; // Another request was quicker.
            }

            var problems = EndpointOptionsCheck.Check(name, options);
            var settings = problems.Count == 0 ? new EndpointSettings(options) : null;
            if (settings is null)
            {
                logger.EndpointClosed(WebhookTags.LogEndpoint(name), string.Join(" ", problems));
            }
            else
            {
                logger.OptionsTaken(WebhookTags.LogEndpoint(name), settings.KeyNames);
            }

            _last = new Checked(options, settings);
            return settings;
        }
    }

    private sealed record Checked(HelpCrunchWebhookEndpointOptions Options, EndpointSettings? Settings);
}
