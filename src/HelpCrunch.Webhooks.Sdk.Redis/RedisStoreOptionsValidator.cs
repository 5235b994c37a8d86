using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace HelpCrunch.Webhooks.Sdk.Redis;

internal sealed class RedisStoreOptionsValidator : IValidateOptions<RedisStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, RedisStoreOptions options)
    {
        List<string> problems = [];
        if (options.Configuration is not null && !CanParse(options.Configuration))
        {
            // The connection string can contain a password.
            problems.Add($"{nameof(RedisStoreOptions)}.{nameof(options.Configuration)} is not a connection string of StackExchange.Redis, such as \"localhost:6379\".");
        }

        if (options.KeyPrefix is null)
        {
            problems.Add($"{nameof(RedisStoreOptions)}.{nameof(options.KeyPrefix)} is null. Set it to the beginning of all keys. It can be empty.");
        }

        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static bool CanParse(string configuration)
    {
        try
        {
            return ConfigurationOptions.Parse(configuration).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
