namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>A test that needs <see cref="PostgreSqlServer"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    public PostgreSqlTheoryAttribute()
    {
        if (!PostgreSqlServer.IsInstalled)
        {
            Skip = "NOT RUN: PostgreSQL is not installed. The Debian package is postgresql.";
        }
    }
}
