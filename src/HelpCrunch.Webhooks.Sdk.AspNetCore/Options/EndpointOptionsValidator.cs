namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>What is wrong with options, in sentences for whoever set them.</summary>
internal static class EndpointOptionsValidator
{
    public static IReadOnlyList<string> Check(string name, HelpCrunchWebhooksEndpointOptions options)
    {
        List<string> problems = [.. options.Problems];
        if (options.SigningKeys.Count == 0 && !options.AllowUnsignedRequests && problems.Count == 0)
        {
            problems.Add(NoKey(name, options));
        }

        if (options.SigningKeys.Contains(null!))
        {
            problems.Add($"{options.PathOf(nameof(options.SigningKeys))} holds null.");
        }

        if (options.SigningKeys.Where(key => key is not null).GroupBy(key => key.Name, StringComparer.Ordinal).FirstOrDefault(keys => keys.Count() > 1) is { } alike)
        {
            problems.Add($"{options.PathOf(nameof(options.SigningKeys))} has {alike.Count()} keys named '{alike.Key}'. Name each key, by its year say: logs and metrics tell by the name when an old key is no longer used.");
        }

        if (options.MaxRequestBodySize < 1)
        {
            problems.Add($"{options.PathOf(nameof(options.MaxRequestBodySize))} is less than 1: no body could be read.");
        }

        if (options.DeduplicationWindow < TimeSpan.Zero || options.DeduplicationWindow > TimeSpan.FromDays(365))
        {
            problems.Add($"{options.PathOf(nameof(options.DeduplicationWindow))} is not from zero, which looks for no repetitions, to 365 days.");
        }

        if (options.HandlerTimeout <= TimeSpan.Zero || options.HandlerTimeout > TimeSpan.FromDays(1))
        {
            problems.Add($"{options.PathOf(nameof(options.HandlerTimeout))} is not more than zero and at most a day.");
        }

        return problems;
    }

    /// <summary>The place of an option: its path in the configuration where there is one.</summary>
    public static string PathOf(this HelpCrunchWebhooksEndpointOptions options, string property) => options.ConfigurationPath switch
    {
        null => property,
        "" => property,
        var path => $"{path}:{property}",
    };

    private static string NoKey(string name, HelpCrunchWebhooksEndpointOptions options)
    {
        var whose = name.Length == 0 ? "" : $" for '{name}'";
        var place = options.PathOf(nameof(options.SigningKeys)) + ":0:Secret";
        var where = options.ConfigurationPath is null
            ? "SigningKeys of AddHelpCrunchWebhooks"
            : $"{place} of the configuration (as an environment variable, {place.Replace(":", "__", StringComparison.Ordinal)})";
        return $"No signing key{whose}. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into {where}. "
            + "To take requests that nobody signed, on your own machine say, set AllowUnsignedRequests.";
    }
}
