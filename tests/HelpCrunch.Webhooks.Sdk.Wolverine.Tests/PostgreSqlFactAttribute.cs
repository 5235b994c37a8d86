using HelpCrunch.Webhooks.Sdk.Documentation.Tests;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>A test that needs a PostgreSQL server.</summary>
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
