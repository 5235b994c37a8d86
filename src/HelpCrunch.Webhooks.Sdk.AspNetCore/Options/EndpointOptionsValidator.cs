namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Validates the options of an endpoint. An <see cref="Microsoft.Extensions.Options.IValidateOptions{TOptions}"/> would throw in the
/// callback of a configuration reload, where no caller can catch the exception, and would run for each request.
/// </summary>
internal static class EndpointOptionsValidator
{
    public static IReadOnlyList<OptionProblem> Validate(string name, HelpCrunchWebhooksEndpointOptions options)
    {
        List<OptionProblem> problems = [.. options.Problems];
        if (options.AccountResolver is not null)
        {
            if (options.SigningKeys.Count > 0 || options.SigningKeyProvider is not null)
            {
                problems.Add(new(nameof(options.SigningKeys), $"{nameof(options.AccountResolver)} and {(options.SigningKeyProvider is null ? options.PathOf(nameof(options.SigningKeys)) : "SigningKeyProvider of AddHelpCrunchWebhooks")} are both set. Remove one of them."));
            }
        }
        else if (options.SigningKeyProvider is null)
        {
            if (options.SigningKeys.Count == 0 && !options.AllowUnsignedRequests && !problems.Exists(problem => problem.ClosesEndpoint))
            {
                problems.Add(new(nameof(options.SigningKeys), NoKey(name, options)));
            }
        }
        else if (options.SigningKeys.Count > 0)
        {
            Add(nameof(options.SigningKeys), "and SigningKeyProvider of AddHelpCrunchWebhooks are both set. Remove one of them.");
        }

        if (options.SigningKeys.Contains(null!))
        {
            Add(nameof(options.SigningKeys), "must not contain null.");
        }

        var keys = options.SigningKeys.Where(key => key is not null).DistinctBy(SigningKeyIdentity.Of);
        if (keys.GroupBy(key => key.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } sameName)
        {
            Add(nameof(options.SigningKeys), $"has {sameName.Count()} keys named '{sameName.Key}'. Give each key a different name, such as the year. The names in logs and metrics show whether an old key is still in use.");
        }

        if (options.MaxRequestBodySize < 1)
        {
            Add(nameof(options.MaxRequestBodySize), "must be at least 1.");
        }

        if (options.DeduplicationWindow < TimeSpan.Zero || options.DeduplicationWindow > TimeSpan.FromDays(365))
        {
            Add(nameof(options.DeduplicationWindow), "must be between zero (disables deduplication) and 365 days.");
        }

        if (options.HandlerTimeout <= TimeSpan.Zero || options.HandlerTimeout > TimeSpan.FromDays(1))
        {
            Add(nameof(options.HandlerTimeout), "must be greater than zero and at most one day.");
        }

        if (options.MaxDeliveryAge <= TimeSpan.Zero || options.MaxDeliveryAge > TimeSpan.FromDays(365))
        {
            Add(nameof(options.MaxDeliveryAge), "must be greater than zero and at most 365 days.");
        }

        if (options.InProgressTimeout < TimeSpan.Zero || options.InProgressTimeout > TimeSpan.FromMinutes(1))
        {
            Add(nameof(options.InProgressTimeout), "must be between zero and one minute.");
        }

        if (options.InProgressStatusCode is < 400 or > 599)
        {
            Add(nameof(options.InProgressStatusCode), "must be between 400 and 599. A sender takes other statuses for a success.");
        }

        if (options.StoreTimeout <= TimeSpan.Zero || options.StoreTimeout > TimeSpan.FromMinutes(5))
        {
            Add(nameof(options.StoreTimeout), "must be greater than zero and at most 5 minutes.");
        }

        if (options.RetryAfter < TimeSpan.Zero || options.RetryAfter > TimeSpan.FromDays(1))
        {
            Add(nameof(options.RetryAfter), "must be between zero and one day.");
        }

        return problems;

        void Add(string option, string text) => problems.Add(new(option, $"{options.PathOf(option)} {text}"));
    }

    /// <summary>The name of an option, with its path in the configuration if there is one.</summary>
    public static string PathOf(this HelpCrunchWebhooksEndpointOptions options, string property) =>
        string.IsNullOrEmpty(options.ConfigurationPath) ? property : $"{options.ConfigurationPath}:{property}";

    private static string NoKey(string name, HelpCrunchWebhooksEndpointOptions options)
    {
        var endpoint = name.Length == 0 ? "" : $" for the endpoint '{name}'";
        var setting = options.PathOf(nameof(options.SigningKeys)) + ":2026";
        var destination =
            options.ConfigurationPath is not null ? $"the setting {setting} (environment variable {setting.Replace(":", "__", StringComparison.Ordinal)}), where 2026 is a name for logs"
            : name.Length == 0 ? "SigningKeys of AddHelpCrunchWebhooks"
            : "SigningKeys of AddEndpoint";
        return $"No signing key{endpoint}. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into {destination}. "
            + "To accept unsigned requests, for example on a development machine, set AllowUnsignedRequests.";
    }
}
