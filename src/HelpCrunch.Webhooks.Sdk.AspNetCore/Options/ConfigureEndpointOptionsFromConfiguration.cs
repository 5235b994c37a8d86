using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Reads options from a configuration section. It does not use the configuration binder, because the binder needs reflection and its
/// errors do not name the setting.
/// </summary>
/// <param name="name">The name of the endpoint.</param>
/// <param name="configuration">The section.</param>
/// <param name="appConfiguration">The configuration of the app, which knows the providers of the section.</param>
internal sealed class ConfigureEndpointOptionsFromConfiguration(string name, IConfiguration configuration, IConfiguration? appConfiguration)
    : IConfigureNamedOptions<HelpCrunchWebhooksEndpointOptions>
{
    private static readonly string[] Settings =
    [
        nameof(HelpCrunchWebhooksEndpointOptions.SigningKeys),
        nameof(HelpCrunchWebhooksEndpointOptions.MaxRequestBodySize),
        nameof(HelpCrunchWebhooksEndpointOptions.DeduplicationWindow),
        nameof(HelpCrunchWebhooksEndpointOptions.HandlerTimeout),
        nameof(HelpCrunchWebhooksEndpointOptions.AllowUnsignedRequests),
        nameof(HelpCrunchWebhooksEndpointOptions.MaxDeliveryAge),
        nameof(HelpCrunchWebhooksEndpointOptions.InProgressTimeout),
        nameof(HelpCrunchWebhooksEndpointOptions.InProgressStatusCode),
        nameof(HelpCrunchWebhooksEndpointOptions.StoreTimeout),
        nameof(HelpCrunchWebhooksEndpointOptions.RetryAfter),
        nameof(HelpCrunchWebhooksEndpointOptions.UseRequestServices),
        nameof(HelpCrunchWebhooksEndpointOptions.RetryFailedHandlersOnly),
    ];

    private const string TimeFormat = "a time with colons: 00:01:00 is one minute, 1.00:00:00 is one day";

    private static readonly string[] KeySettings = ["Secret", "Name"];

    private readonly string _path = (configuration as IConfigurationSection)?.Path ?? "";

    public void Configure(HelpCrunchWebhooksEndpointOptions options) => Configure(Microsoft.Extensions.Options.Options.DefaultName, options);

    public void Configure(string? optionsName, HelpCrunchWebhooksEndpointOptions options)
    {
        if (optionsName != name || options.ReadSections.Exists(section => section.Path == _path && ConfigurationProviderFinder.HaveOneRoot(section.Configuration, configuration)))
        {
            return; // Another module added the same section. Read again, it would replace options that were set in code since.
        }

        options.ReadSections.Add((_path, configuration));
        options.ConfigurationPath = _path;
        if (_path.Length > 0)
        {
            WarnOfUnknown(options, configuration, Settings); // The root of a configuration also contains other settings.
        }

        ReadKeys(options);
        options.AllowUnsignedRequests = ReadBoolean(options, nameof(options.AllowUnsignedRequests)) ?? options.AllowUnsignedRequests;
        options.MaxRequestBodySize = ReadNumber(options, nameof(options.MaxRequestBodySize), "a whole number of bytes, such as 262144") ?? options.MaxRequestBodySize;
        options.DeduplicationWindow = ReadTime(options, nameof(options.DeduplicationWindow)) ?? options.DeduplicationWindow;
        options.HandlerTimeout = ReadTime(options, nameof(options.HandlerTimeout)) ?? options.HandlerTimeout;
        options.MaxDeliveryAge = ReadTime(options, nameof(options.MaxDeliveryAge)) ?? options.MaxDeliveryAge;
        options.InProgressTimeout = ReadTime(options, nameof(options.InProgressTimeout)) ?? options.InProgressTimeout;
        options.InProgressStatusCode = ReadNumber(options, nameof(options.InProgressStatusCode), "an HTTP status, such as 503") ?? options.InProgressStatusCode;
        options.StoreTimeout = ReadTime(options, nameof(options.StoreTimeout)) ?? options.StoreTimeout;
        options.RetryAfter = ReadTime(options, nameof(options.RetryAfter)) ?? options.RetryAfter;
        options.UseRequestServices = ReadBoolean(options, nameof(options.UseRequestServices)) ?? options.UseRequestServices;
        options.RetryFailedHandlersOnly = ReadBoolean(options, nameof(options.RetryFailedHandlersOnly)) ?? options.RetryFailedHandlersOnly;
    }

    private delegate bool TryParser<T>(string text, out T value);

    private static bool TryParse(string text, out int value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    /// <summary>Rejects a number without colons. .NET reads 60 as 60 days, which is rarely intended.</summary>
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

            // A key is an object with a secret and a name, or only the secret.
            var path = key["Secret"] is null ? key.Path : key.Path + ":Secret";
            if (CreateKey(options, key, key["Secret"] ?? key.Value) is { } signingKey)
            {
                options.SigningKeys.Add(signingKey);
                if (ConfigurationProviderFinder.Find(configuration, appConfiguration, path) is { } provider)
                {
                    options.SigningKeySources.Add((signingKey.Name, provider));
                }
            }
        }
    }

    private static WebhookSigningKey? CreateKey(HelpCrunchWebhooksEndpointOptions options, IConfigurationSection key, string? secret)
    {
        try
        {
            return new WebhookSigningKey(secret ?? "", GetName(key));
        }
        catch (ArgumentException exception) when (exception.ParamName == "name")
        {
            // The path contains the name, and so the secret, unless the name is a separate setting.
            AddProblem(string.IsNullOrWhiteSpace(key["Name"])
                ? $"{options.PathOf(nameof(options.SigningKeys))} has a key whose name is the secret. The name is logged: use another one, such as the year."
                : $"{key.Path}:Name is the secret. The name is logged: use another one, such as the year.");
        }
        catch (ArgumentException)
        {
            AddProblem($"{key.Path}:Secret is empty. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into it.");
        }
        catch (PlatformNotSupportedException exception)
        {
            AddProblem(exception.Message);
        }

        return null;

        void AddProblem(string message) => options.Problems.Add(new(nameof(options.SigningKeys), message));
    }

    /// <summary>A key without a name gets its index, so that names are distinct. The first key is <c>default</c>, as in code.</summary>
    private static string? GetName(IConfigurationSection key) =>
        !string.IsNullOrWhiteSpace(key["Name"]) ? key["Name"] : key.Key == "0" ? null : key.Key;

    /// <summary>Warns about misspelled settings. A section that contains endpoint settings belongs to another endpoint.</summary>
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

    private bool? ReadBoolean(HelpCrunchWebhooksEndpointOptions options, string property) =>
        Read<bool>(options, property, bool.TryParse, "true or false");

    private int? ReadNumber(HelpCrunchWebhooksEndpointOptions options, string property, string format) =>
        Read<int>(options, property, TryParse, format);

    private TimeSpan? ReadTime(HelpCrunchWebhooksEndpointOptions options, string property) =>
        Read<TimeSpan>(options, property, TryParse, TimeFormat);

    private T? Read<T>(HelpCrunchWebhooksEndpointOptions options, string property, TryParser<T> tryParse, string format)
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

        options.Problems.Add(new(property, $"{options.PathOf(property)} cannot be read. It must be {format}."));
        return null;
    }
}
