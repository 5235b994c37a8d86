using StackExchange.Redis;

namespace HelpCrunch.Webhooks.Sdk.Redis;

/// <summary>The options of <c>AddRedisStore</c>.</summary>
public sealed class RedisStoreOptions
{
    /// <summary>
    /// The connection string in the format of StackExchange.Redis, such as <c>localhost:6379</c>. Null, which is the default, uses the registered
    /// <see cref="IConnectionMultiplexer"/>. With a connection string, the store has a separate connection. It connects again after the server
    /// was away, and operations fail at once meanwhile.
    /// </summary>
    public string? Configuration { get; set; }

    /// <summary>The beginning of all keys. The default is <c>helpcrunch:deliveries:</c>.</summary>
    public string KeyPrefix { get; set; } = "helpcrunch:deliveries:";
}
