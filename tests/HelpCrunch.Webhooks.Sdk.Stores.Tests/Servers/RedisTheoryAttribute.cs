namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>A test that needs <see cref="RedisServer"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RedisTheoryAttribute : TheoryAttribute
{
    public RedisTheoryAttribute()
    {
        if (!RedisServer.IsInstalled)
        {
            Skip = "NOT RUN: Redis is not installed. The Debian package is redis-server.";
        }
    }
}
