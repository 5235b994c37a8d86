namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>A test that needs <see cref="PostgreSqlServer"/> and <see cref="OtherClock"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlClockFactAttribute : FactAttribute
{
    public PostgreSqlClockFactAttribute()
    {
        if (!PostgreSqlServer.IsInstalled || !OtherClock.IsInstalled)
        {
            Skip = "NOT RUN: PostgreSQL or libfaketime is not installed. The Debian packages are postgresql and libfaketime.";
        }
    }
}
