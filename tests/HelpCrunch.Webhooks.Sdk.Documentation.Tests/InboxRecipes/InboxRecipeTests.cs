using System.Diagnostics;
using HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>The program of a recipe with its server. It prints the id and the rating of each delivery that it handles.</summary>
public abstract class InboxRecipeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The heading above the program.</summary>
    protected abstract string Heading { get; }

    protected abstract string ConnectionStringName { get; }

    protected abstract string ConnectionString { get; }

    protected abstract int Attempts { get; }

    /// <summary>Starts, stops, freezes, or resumes the server.</summary>
    protected abstract Task RunServerAsync(string command);

    protected abstract Task<long> CountDeadLettersAsync();

    [InboxServersFact]
    [Trait("Speed", "Slow")]
    public async Task Post_HandlerAlwaysFailsOrBodyIsUnreadable_BecomeDeadLettersAndOthersAreHandled()
    {
        await using var app = await StartAsync();
        await PostUntilStoredAsync(app, Deliveries.Rated("first"));

        (await app.Client.PostAsync(Deliveries.Rated("poison"))).Should().Be(200);
        (await app.Client.PostAsync("""{"event":"chat.rated","id":"unreadable","eventData":"a text"}""")).Should().Be(200);
        for (var i = 0; i < 20; i++)
        {
            (await app.Client.PostAsync(Deliveries.Rated($"d{i}"))).Should().Be(200);
        }

        await app.WaitForAsync(["first: poor", .. Enumerable.Range(0, 20).Select(i => $"d{i}: poor")]);
        await WaitForDeadLettersAsync(2);
        await app.WaitForAsync("poison: poor", Attempts);
        app.Count("poison: poor").Should().Be(Attempts);
        app.Count("d0: poor").Should().Be(1);
    }

    [InboxServersFact]
    [Trait("Speed", "Slow")]
    public Task Post_ServerIsStopped_Is503AndTheResentDeliveryIsHandled() => PostDuringOutageAsync("stop", "start");

    [InboxServersFact]
    [Trait("Speed", "Slow")]
    public Task Post_ServerIsFrozen_Is503AndTheResentDeliveryIsHandled() => PostDuringOutageAsync("freeze", "resume");

    [InboxServersFact]
    [Trait("Speed", "Slow")]
    public async Task Post_ProcessIsKilledWhileAHandlerRuns_TheNextProcessHandlesTheDelivery()
    {
        await using (var killed = await StartAsync(holds: true))
        {
            await PostUntilStoredAsync(killed, Deliveries.Rated("held"));
            await killed.WaitForAsync("held is held");
        }

        await using var next = await StartAsync();
        await next.WaitForAsync("held: poor");
    }

    /// <param name="storeTimeout">By default, longer than a busy machine needs.</param>
    private protected Task<InboxProcess> StartAsync(bool holds = false, TimeSpan? storeTimeout = null) =>
        InboxProcess.StartAsync(Heading, ConnectionStringName, ConnectionString, holds, storeTimeout ?? TimeSpan.FromMinutes(5));

    /// <summary>Sends a delivery until the response is 200, like a sender that resends it. The program connects to the server meanwhile.</summary>
    private protected static async Task PostUntilStoredAsync(InboxProcess app, string body)
    {
        var start = Stopwatch.GetTimestamp();
        int status;
        while ((status = await app.Client.PostAsync(body)) != 200)
        {
            status.Should().Be(503);
            Stopwatch.GetElapsedTime(start).Should().BeLessThan(Limit);
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
    }

    private async Task PostDuringOutageAsync(string start, string end)
    {
        await using var app = await StartAsync(storeTimeout: TimeSpan.FromSeconds(5));
        await PostUntilStoredAsync(app, Deliveries.Rated($"before {start}"));
        await app.WaitForAsync($"before {start}: poor");

        await RunServerAsync(start);
        (await app.Client.PostAsync(Deliveries.Rated($"resent after {end}"))).Should().Be(503, "StoreTimeout is 5 seconds, and the server is not available for longer");

        await RunServerAsync(end);
        await PostUntilStoredAsync(app, Deliveries.Rated($"resent after {end}"));
        await app.WaitForAsync($"resent after {end}: poor");
    }

    /// <summary>Only the server tells when a message has become a dead letter.</summary>
    private async Task WaitForDeadLettersAsync(long expected)
    {
        var start = Stopwatch.GetTimestamp();
        while (await CountDeadLettersAsync() != expected)
        {
            Stopwatch.GetElapsedTime(start).Should().BeLessThan(Limit, "there are {0} dead letters", expected);
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
    }
}
