namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>A test that needs <see cref="PostgreSqlServer"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (!PostgreSqlServer.IsInstalled)
        {
            Skip = "NOT RUN: PostgreSQL is not installed. The Debian package is postgresql.";
        }
    }
}
