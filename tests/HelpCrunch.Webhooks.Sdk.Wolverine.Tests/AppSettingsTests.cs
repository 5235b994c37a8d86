using HelpCrunch.Webhooks.Sdk.Stores.Tests;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;
using Wolverine.Newtonsoft;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>An app that has its own settings of Wolverine.</summary>
public sealed class AppSettingsTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [PostgreSqlFact]
    public async Task Post_AppUsesNewtonsoft_IsReadFromTheStorage()
    {
        var (isBroken, handled) = (true, 0);
        await using var receiver = await Receiver.StartAsync(
            server.DataSource.ConnectionString,
            "newtonsoft",
            webhooks => webhooks.AddHandler<ChatRatedEvent>((_, _) =>
            {
                if (isBroken)
                {
                    throw new FormatException();
                }

                handled++;
                return Task.CompletedTask;
            }),
            options => options.RetryDelays.Clear(),
            engine: wolverine => wolverine.UseNewtonsoftForSerialization());

        (await receiver.Client.PostAsync(Deliveries.Rated("d"))).Should().Be(200);
        await server.DataSource.WaitForAsync(Database.Dead("newtonsoft"), 1, Limit);
        isBroken = false;
        await server.DataSource.ExecuteAsync("UPDATE newtonsoft.wolverine_dead_letters SET replayable = true");

        await server.DataSource.WaitForAsync("SELECT count(*) FROM newtonsoft.wolverine_incoming_envelopes WHERE status = 'Handled'", 1, Limit);
        handled.Should().Be(1);
    }

    [Fact]
    public void StaleNodeTimeout_NotSet_Is15Seconds() => Times(CreateSettings(_ => { })).Should().Be((TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(5)));

    [Fact]
    public void StaleNodeTimeout_SetByTheApp_IsNotChanged() =>
        Times(CreateSettings(durability => durability.StaleNodeTimeout = TimeSpan.FromSeconds(45))).Should().Be((TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(10)));

    [Fact]
    public void StaleNodeTimeout_SetInTheOptions_IsSet() =>
        Times(CreateSettings(durability => durability.StaleNodeTimeout = TimeSpan.FromSeconds(45), options => options.StaleNodeTimeout = TimeSpan.FromSeconds(6)))
            .Should().Be((TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(2)));

    [Fact]
    public void HealthCheckPollingTime_LongerThanAThird_IsReduced() =>
        Times(CreateSettings(durability => durability.HealthCheckPollingTime = TimeSpan.FromSeconds(6))).Should().Be((TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(5)));

    [Fact]
    public void AgentProgressStallTimeout_NotSet_Is30Seconds() => CreateSettings(_ => { }).AgentProgressStallTimeout.Should().Be(TimeSpan.FromSeconds(30));

    [Fact]
    public void AgentProgressStallTimeout_SetByTheApp_IsNotChanged() =>
        CreateSettings(durability => durability.AgentProgressStallTimeout = TimeSpan.FromMinutes(2)).AgentProgressStallTimeout.Should().Be(TimeSpan.FromMinutes(2));

    [Fact]
    public async Task AgentProgressStallTimeout_SetToTheDefaultAfterTheCall_IsNotChanged()
    {
        await using var app = Receiver.Create(
            wolverine =>
            {
                wolverine.UseHelpCrunchWebhooks();
                wolverine.Durability.AgentProgressStallTimeout = new DurabilitySettings().AgentProgressStallTimeout;
            },
            webhooks => webhooks.AddWolverineInbox());

        app.Services.GetRequiredService<WolverineOptions>().Durability.AgentProgressStallTimeout.Should().Be(TimeSpan.FromMinutes(5));
    }

    private static DurabilitySettings CreateSettings(Action<DurabilitySettings> app, Action<HelpCrunchWolverineOptions>? configure = null)
    {
        var wolverine = new WolverineOptions();
        app(wolverine.Durability);
        wolverine.UseHelpCrunchWebhooks(configure);
        return wolverine.Durability;
    }

    private static (TimeSpan StaleNodeTimeout, TimeSpan HealthCheckPollingTime) Times(DurabilitySettings durability) => (durability.StaleNodeTimeout, durability.HealthCheckPollingTime);
}
