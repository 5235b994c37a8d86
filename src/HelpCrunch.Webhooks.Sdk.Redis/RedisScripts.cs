namespace HelpCrunch.Webhooks.Sdk.Redis;

/// <summary>
/// The scripts of the store. Redis runs each of them atomically. KEYS[1] has the token of the claim, or "completed". KEYS[2] has the list of
/// completed handlers. Redis deletes the keys when they expire, by its clock.
/// </summary>
internal static class RedisScripts
{
    /// <summary>Claims a delivery with the token ARGV[1] for ARGV[2] milliseconds. Returns a status, and the completed handlers.</summary>
    public const string Claim = """
        local current = redis.call('GET', KEYS[1])
        if current == 'completed' then return {2} end
        if current and current ~= ARGV[1] then return {0} end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        return {1, redis.call('LRANGE', KEYS[2], 0, -1)}
        """;

    /// <summary>Completes a delivery for ARGV[1] milliseconds, even if another caller has the claim, because its handlers have succeeded.</summary>
    public const string Complete = """
        redis.call('SET', KEYS[1], 'completed', 'PX', ARGV[1])
        redis.call('DEL', KEYS[2])
        """;

    /// <summary>Releases the claim with the token ARGV[1], and remembers the handlers ARGV[3] and following for ARGV[2] milliseconds.</summary>
    public const string Abandon = """
        if redis.call('GET', KEYS[1]) ~= ARGV[1] then return end
        if #ARGV > 2 then
            redis.call('DEL', KEYS[2])
            for i = 3, #ARGV do redis.call('RPUSH', KEYS[2], ARGV[i]) end
            redis.call('PEXPIRE', KEYS[2], ARGV[2])
        end
        redis.call('DEL', KEYS[1])
        """;
}
