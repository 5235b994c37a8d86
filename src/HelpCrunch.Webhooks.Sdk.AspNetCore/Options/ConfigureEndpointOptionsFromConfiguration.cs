using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Reads the options from a configuration by hand: no reflection, and messages that name the place.</summary>
internal sealed class ConfigureEndpointOptionsFromConfiguration(string name, IConfiguration configuration)
    : IConfigureNamedOptions<HelpCrunchWebhooksEndpointOptions>
{
    private static readonly string[] Settings =
    [
        nameof(HelpCrunchWebhooksEndpointOptions.SigningKeys),
        nameof(HelpCrunchWebhooksEndpointOptions.MaxRequestBodySize),
        nameof(HelpCrunchWebhooksEndpointOptions.DeduplicationWindow),
        nameof(HelpCrunchWebhooksEndpointOptions.HandlerTimeout),
        nameof(HelpCrunchWebhooksEndpointOptions.AllowUnsignedRequests),
    ];

    private const string TimeForm = "a time with colons: 00:01:00 is a minute, 1.00:00:00 is a day";

    private static readonly string[] KeySettings = ["Secret", "Name"];

    private readonly string _path = (configuration as IConfigurationSection)?.Path ?? "";

    public void Configure(HelpCrunchWebhooksEndpointOptions options) => Configure(Microsoft.Extensions.Options.Options.DefaultName, options);

    public void Configure(string? optionsName, HelpCrunchWebhooksEndpointOptions options)
    {
        if (optionsName != name)
        {
            return;
        }

        options.ConfigurationPath = _path;
        if (_path.Length > 0)
        {
            WarnOfUnknown(options, configuration, Settings); // The root of a configuration holds the settings of everything else too.
        }

        ReadKeys(options);
        if (Read<bool>(options, nameof(options.AllowUnsignedRequests), bool.TryParse, "true or false") is { } allowUnsignedRequests)
        {
            options.AllowUnsignedRequests = allowUnsignedRequests;
        }

        if (Read<int>(options, nameof(options.MaxRequestBodySize), TryParse, "a whole number of bytes, such as 262144") is { } maxRequestBodySize)
        {
            options.MaxRequestBodySize = maxRequestBodySize;
        }

        if (Read<TimeSpan>(options, nameof(options.DeduplicationWindow), TryParse, TimeForm) is { } window)
        {
            options.DeduplicationWindow = window;
        }

        if (Read<TimeSpan>(options, nameof(options.HandlerTimeout), TryParse, TimeForm) is { } handlerTimeout)
        {
            options.HandlerTimeout = handlerTimeout;
        }
    }

    private delegate bool TryParser<T>(string text, out T value);

    private static bool TryParse(string text, out int value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    /// <summary>Not a bare number: .NET takes it for days, and whoever writes 60 means something else.</summary>
    private static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    private void ReadKeys(HelpCrunchWebhooksEndpointOptions options)
    {
        foreach (var key in configuration.GetSection(nameof(options.SigningKeys)).GetChildren())
        {
            WarnOfUnknown(options, key, KeySettings);

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
                WarnOfWrapping(options, key["Secret"] is null ? key.Path : key.Path + ":Secret", secret);
                options.SigningKeys.Add(new WebhookSigningKey(secret, NameOf(key)));
            }
        }
    }

    /// <summary>A key without a name has that of its place, so that two of them are told apart; the first alone is <c>default</c>, as in code.</summary>
    private static string? NameOf(IConfigurationSection key) =>
        !string.IsNullOrWhiteSpace(key["Name"]) ? key["Name"] : key.Key == "0" ? null : key.Key;

    /// <summary>A misspelled setting would be ignored silently. A section that has settings itself belongs to another endpoint.</summary>
    private static void WarnOfUnknown(HelpCrunchWebhooksEndpointOptions options, IConfiguration section, string[] known)
    {
        foreach (var child in section.GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase) && !Settings.Any(setting => child.GetSection(setting).Exists()))
            {
                options.Warnings.Add($"Unknown setting '{child.Path}' is ignored. Known settings: {string.Join(", ", known)}.");
            }
        }
    }

    /// <summary>A key is taken to the letter, since nothing says what HelpCrunch's keys consist of. What was copied with it is likely a mistake.</summary>
    private static void WarnOfWrapping(HelpCrunchWebhooksEndpointOptions options, string path, string secret)
    {
        var found = secret.Trim().Length < secret.Length ? "white space"
            : secret[0] is '"' or '\'' or '`' || secret[^1] is '"' or '\'' or '`' ? "quotes"
            : null;
        if (found is not null)
        {
            options.Warnings.Add($"{path} has {found} around it. A key is taken as it stands, so no signature will match unless that belongs to it.");
        }
    }

    private T? Read<T>(HelpCrunchWebhooksEndpointOptions options, string property, TryParser<T> tryParse, string form)
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
