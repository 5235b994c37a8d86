using Microsoft.Extensions.DependencyInjection;
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
        { options => options.RetryDelays.Add(TimeSpan.Zero), "RetryDelays must be positive." },
        { options => Enumerable.Repeat(TimeSpan.FromSeconds(1), 22).ToList().ForEach(options.RetryDelays.Add), "RetryDelays must have at most 25 entries, because Wolverine does not allow more." },
        { options => options.HandlerTimeout = TimeSpan.Zero, "HandlerTimeout and DeduplicationWindow must be positive." },
        { options => options.DeduplicationWindow = TimeSpan.Zero, "HandlerTimeout and DeduplicationWindow must be positive." },
        { options => options.StaleNodeTimeout = TimeSpan.FromSeconds(2), "StaleNodeTimeout must be at least 3 seconds, so that a short pause of a process is not taken for its end." },
    };

    private static Func<Task> Start(Action<WolverineOptions>? wolverine) => async () =>
    {
        await using var app = Receiver.Create(wolverine, webhooks => webhooks.AddWolverineInbox());
        await app.StartAsync();
    };
}
