using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Reads the options from a configuration by hand: no reflection, and messages that name the place.</summary>
internal sealed class EndpointOptionsFromConfiguration(string name, IConfiguration configuration)
    : IConfigureNamedOptions<HelpCrunchWebhookEndpointOptions>
{
    private readonly string _path = (configuration as IConfigurationSection)?.Path ?? "";

    public void Configure(HelpCrunchWebhookEndpointOptions options) => Configure(Microsoft.Extensions.Options.Options.DefaultName, options);

    public void Configure(string? optionsName, HelpCrunchWebhookEndpointOptions options)
    {
        if (optionsName != name)
        {
            return;
        }

        options.ConfigurationPath = _path;
        ReadKeys(options);
        if (Read<bool>(options, nameof(options.AllowUnsigned), bool.TryParse, "true or false") is { } allowUnsigned)
        {
            options.AllowUnsigned = allowUnsigned;
        }

        if (Read<int>(options, nameof(options.MaxBodyBytes), TryParse, "a whole number of bytes, such as 262144") is { } maxBodyBytes)
        {
            options.MaxBodyBytes = maxBodyBytes;
        }

        if (Read<TimeSpan>(options, nameof(options.DeduplicationWindow), TryParse, "a time such as 1.00:00:00 for a day") is { } window)
        {
            options.DeduplicationWindow = window;
        }

        if (Read<TimeSpan>(options, nameof(options.ClaimTimeout), TryParse, "a time such as 00:05:00 for 5 minutes") is { } claimTimeout)
        {
            options.ClaimTimeout = claimTimeout;
        }
    }

    private delegate bool TryParser<T>(string text, out T value);

    private static bool TryParse(string text, out int value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    private static bool TryParse(string text, out TimeSpan value) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);

    private void ReadKeys(HelpCrunchWebhookEndpointOptions options)
    {
        foreach (var key in configuration.GetSection(nameof(options.SigningKeys)).GetChildren())
        {
            // A key may be an object with a name, or the bare secret.
            var secret = key["Secret"] ?? key.Value;
            if (string.IsNullOrWhiteSpace(secret))
            {
                options.Problems.Add($"{key.Path}:Secret is empty. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into it.");
            }
            else if (key["Name"] == secret)
            {
                options.Problems.Add($"{key.Path}:Name is the secret itself. The name goes into logs: name the key by its year, say.");
            }
            else
            {
                options.SigningKeys.Add(new WebhookSigningKey(secret, key["Name"]));
            }
        }
    }

    private T? Read<T>(HelpCrunchWebhookEndpointOptions options, string property, TryParser<T> tryParse, string form)
        where T : struct
    {
        if (configuration[property] is not { Length: > 0 } text)
        {
            return null;
        }

        if (tryParse(text, out var value))
        {
            return value;
        }

        options.Problems.Add($"{options.PathOf(property)} cannot be read. It should be {form}.");
        return null;
    }
}
