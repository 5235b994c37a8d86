using HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine;
using Wolverine.EntityFrameworkCore;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>Apps whose inbox would lose deliveries do not start.</summary>
public sealed class StartupTests
{
    [Fact]
    public async Task Start_WithoutWolverine_Throws() => await Start(null).Should().ThrowAsync<InvalidOperationException>().WithMessage(
        "AddWolverineInbox was called, but Wolverine was not added. Call builder.Host.UseWolverine(wolverine => …), with UseHelpCrunchWebhooks() inside.");

    [Fact]
    public async Task Start_WithoutUseHelpCrunchWebhooks_Throws() => await Start(_ => { }).Should().ThrowAsync<InvalidOperationException>().WithMessage(
        "AddWolverineInbox was called, but Wolverine does not handle its messages. Call UseHelpCrunchWebhooks() in UseWolverine.");

    [Fact]
    public async Task Start_WithoutMessageStorage_Throws() => await Start(wolverine => wolverine.UseHelpCrunchWebhooks()).Should().ThrowAsync<InvalidOperationException>().WithMessage(
        "Wolverine has no message storage, so a stored delivery would be lost when the process ends. Call, for example, PersistMessagesWithPostgresql(connectionString) in UseWolverine.");

    [Fact]
    public async Task Start_UseDbContextWithoutTransactions_Throws() => await Start(wolverine => wolverine.UseHelpCrunchWebhooks(options => options.UseDbContext<EffectsContext>())).Should().ThrowAsync<InvalidOperationException>().WithMessage(
        "UseDbContext<EffectsContext>() was called, but Wolverine has no transactions for EffectsContext. Call UseEntityFrameworkCoreTransactions() of WolverineFx.EntityFrameworkCore in UseWolverine.");

    [Fact]
    public async Task Start_DbContextIsNotRegistered_Throws() => await Start(wolverine =>
    {
        wolverine.UseEntityFrameworkCoreTransactions();
        wolverine.UseHelpCrunchWebhooks(options => options.UseDbContext<EffectsContext>());
    }).Should().ThrowAsync<InvalidOperationException>().WithMessage(
        "UseDbContext<EffectsContext>() was called, but EffectsContext is not registered, so each delivery would fail. Call builder.Services.AddDbContext<EffectsContext>(…).");

    [Theory]
    [InlineData(DurabilityMode.Serverless)]
    [InlineData(DurabilityMode.ServerlessWithOutbox)]
    [InlineData(DurabilityMode.MediatorOnly)]
    public async Task Start_ModeDoesNotHandleStoredDeliveries_Throws(DurabilityMode mode) => await Start(wolverine =>
    {
        wolverine.UseHelpCrunchWebhooks();
        wolverine.Durability.Mode = mode;
    }).Should().ThrowAsync<InvalidOperationException>().WithMessage(
        $"Durability.Mode of Wolverine is {mode}. In this mode, Wolverine does not handle or retry stored deliveries, so they would be lost. Set it to Balanced or Solo.");

    [Fact]
    public async Task Start_WorkerModeDoesNotHandleStoredDeliveries_Throws()
    {
        using var worker = Host.CreateDefaultBuilder()
            .ConfigureServices(services => services.AddHelpCrunchWebhooks())
            .UseWolverine(wolverine =>
            {
                wolverine.UseHelpCrunchWebhooks(options => options.UseLocalQueue = false);
                wolverine.Durability.Mode = DurabilityMode.Serverless;
            })
            .Build();

        var start = () => worker.StartAsync();

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("Durability.Mode of Wolverine is Serverless. *");
    }

    [Theory]
    [InlineData(DurabilityMode.Balanced)]
    [InlineData(DurabilityMode.Solo)]
    public async Task Start_ModeHandlesStoredDeliveries_OnlyNeedsMessageStorage(DurabilityMode mode) => await Start(wolverine =>
    {
        wolverine.UseHelpCrunchWebhooks();
        wolverine.Durability.Mode = mode;
    }).Should().ThrowAsync<InvalidOperationException>().WithMessage("Wolverine has no message storage, *");

    [Fact]
    public async Task Start_DeduplicationIsTurnedOffAfterTheCall_Throws() => await Start(wolverine =>
    {
        wolverine.UseHelpCrunchWebhooks();
        wolverine.Durability.MessageDeduplicationMode = MessageDeduplicationMode.None;
    }).Should().ThrowAsync<InvalidOperationException>().WithMessage(
        "Durability.MessageDeduplicationMode of Wolverine was set to None after UseHelpCrunchWebhooks(), so each delivery would become a dead letter. Remove the setting, or set it to CompareByHash.");

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Start_DurabilityAgentIsDisabled_Warns(bool isEnabled, int warnings)
    {
        var logs = new CapturedLogs();
        await using var app = Receiver.Create(
            wolverine =>
            {
                wolverine.UseHelpCrunchWebhooks();
                wolverine.Durability.DurabilityAgentEnabled = isEnabled;
            },
            webhooks => webhooks.AddWolverineInbox(),
            logs);

        var start = () => app.StartAsync();

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("Wolverine has no message storage, *");
        logs.All.Where(log => log.Category.StartsWith("HelpCrunch.Webhooks.Sdk.Wolverine", StringComparison.Ordinal)).Select(log => log.Message).Should().Equal(Enumerable.Repeat(
            "Durability.DurabilityAgentEnabled of Wolverine is false, so this process does not retry failed deliveries, and does not take over the deliveries of killed processes. Enable it in at least one process of the app.",
            warnings));
    }

    [Fact]
    public void Use_CalledTwice_Throws()
    {
        var wolverine = new WolverineOptions();
        wolverine.UseHelpCrunchWebhooks();

        var use = () => wolverine.UseHelpCrunchWebhooks(options => options.UseDbContext<EffectsContext>());

        use.Should().Throw<InvalidOperationException>().WithMessage("UseHelpCrunchWebhooks was called before. Call it once, and set all options in that call.");
    }

    [Theory]
    [MemberData(nameof(InvalidOptions))]
    public void Use_InvalidOptions_Throws(Action<HelpCrunchWolverineOptions> configure, string problem)
    {
        ArgumentNullException.ThrowIfNull(configure);

        var use = () => new WolverineOptions().UseHelpCrunchWebhooks(configure);

        use.Should().Throw<ArgumentException>().WithMessage($"The options of UseHelpCrunchWebhooks are not valid. {problem}");
    }

    public static TheoryData<Action<HelpCrunchWolverineOptions>, string> InvalidOptions() => new()
    {
        { options => options.QueueName = " ", "QueueName must not be blank." },
        { options => options.MaximumParallelMessages = 0, "MaximumParallelMessages must be at least 1." },
        { options => options.RetryDelays.Add(TimeSpan.Zero), "RetryDelays must be greater than zero and at most one day." },
        { options => options.RetryDelays.Add(TimeSpan.FromDays(1) + TimeSpan.FromTicks(1)), "RetryDelays must be greater than zero and at most one day." },
        { options => Enumerable.Repeat(TimeSpan.FromSeconds(1), 22).ToList().ForEach(options.RetryDelays.Add), "RetryDelays must have at most 25 entries, because Wolverine does not allow more." },
        { options => options.HandlerTimeout = TimeSpan.Zero, "HandlerTimeout must be greater than zero and at most one day." },
        { options => options.HandlerTimeout = TimeSpan.FromDays(60), "HandlerTimeout must be greater than zero and at most one day." },
        { options => options.DeduplicationWindow = TimeSpan.Zero, "DeduplicationWindow must be greater than zero and at most 365 days." },
        { options => options.DeduplicationWindow = TimeSpan.MaxValue, "DeduplicationWindow must be greater than zero and at most 365 days." },
        { options => options.StaleNodeTimeout = TimeSpan.FromSeconds(2), "StaleNodeTimeout must be at least 3 seconds, so that a short pause of a process is not taken for its end." },
    };

    [Fact]
    public void Use_LongestTimes_AreValid()
    {
        var use = () => new WolverineOptions().UseHelpCrunchWebhooks(options =>
        {
            options.RetryDelays.Add(TimeSpan.FromDays(1));
            options.HandlerTimeout = TimeSpan.FromDays(1);
            options.DeduplicationWindow = TimeSpan.FromDays(365);
        });

        use.Should().NotThrow();
    }

    private static Func<Task> Start(Action<WolverineOptions>? wolverine) => async () =>
    {
        await using var app = Receiver.Create(wolverine, webhooks => webhooks.AddWolverineInbox());
        await app.StartAsync();
    };
}
