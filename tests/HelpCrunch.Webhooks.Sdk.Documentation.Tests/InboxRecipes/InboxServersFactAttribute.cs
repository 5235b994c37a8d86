using HelpCrunch.Webhooks.Sdk.Stores.Tests;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>A test that needs the servers of the inboxes: <see cref="RabbitMqServer"/> and <see cref="PostgreSqlServer"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InboxServersFactAttribute : FactAttribute
{
    public InboxServersFactAttribute()
    {
        if (!RabbitMqServer.IsInstalled || !PostgreSqlServer.IsInstalled)
        {
            Skip = "NOT RUN: RabbitMQ or PostgreSQL is not installed. The Debian packages are rabbitmq-server and postgresql.";
        }
    }
}
