using System.Diagnostics;
using System.Net;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>What an app does before, during, and after an outage of its server.</summary>
internal static class OutageRun
{
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Shorter than the timeout of Npgsql, 30 seconds. A busy machine needs more than StoreTimeout.</summary>
    private static readonly TimeSpan LongestResponse = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3); // It only ends a hang.

    /// <summary>Starts an app whose StoreTimeout is one second.</summary>
    public static Task<StoreAppProcess> StartAppAsync(string store, string connection) =>
        StoreAppProcess.StartAsync(store, connection, handlerTimeout: TimeSpan.FromSeconds(10), storeTimeout: StoreTimeout);

    /// <summary>Sends one delivery during an outage, and again after it.</summary>
    /// <returns>The id of the delivery, which is accepted at the end.</returns>
    public static async Task<string> RunOnceAsync(Uri app, Func<Task> startAsync, Func<Task> endAsync)
    {
        using var sender = new DeliverySender(app);
        await sender.SendUntilAcceptedAsync(Guid.NewGuid().ToString());
        await WaitUntilHealthyAsync(sender).WaitAsync(Limit);
        var id = Guid.NewGuid().ToString();

        await startAsync();
        try
        {
            var start = Stopwatch.GetTimestamp();
            (await sender.SendAsync(id)).Should().Be((HttpStatusCode.ServiceUnavailable, true));
            Stopwatch.GetElapsedTime(start).Should().BeLessThan(LongestResponse, "the endpoint waits for StoreTimeout");
            (await sender.CheckHealthAsync()).Should().Be(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            await endAsync();
        }

        await sender.SendUntilAcceptedAsync(id).WaitAsync(Limit);
        await WaitUntilHealthyAsync(sender).WaitAsync(Limit);
        return id;
    }

    /// <summary>Sends deliveries before, during, and after an outage, and the rejected ones again.</summary>
    /// <returns>The ids of all deliveries. All of them are accepted at the end.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(Uri app, Func<Task> startAsync, Func<Task> endAsync, Action<string> write)
    {
        using var sender = new DeliverySender(app);
        await sender.SendUntilAcceptedAsync(Guid.NewGuid().ToString());
        using var stop = new CancellationTokenSource();
        var load = SendAsync(sender, stop.Token);

        await Task.Delay(Around);
        await startAsync();
        var started = Stopwatch.GetTimestamp();
        var outage = Task.Delay(RunSize.Outage);
        var atLeast = await SendAsync(sender); // However busy the machine is, this one gets its response during the outage.
        await outage;
        var ended = Stopwatch.GetTimestamp();
        await endAsync();

        await Task.Delay(Around);
        await stop.CancelAsync();
        Response[] responses = [.. await Task.WhenAll(await load), atLeast];

        // One that is sent during the outage can reach a busy app so late that the server is back before StoreTimeout has passed.
        var sentDuring = responses.Where(response => response.SentAt > started && response.SentAt < ended).ToArray();
        var during = sentDuring.Where(response => response.RespondedAt < ended).ToArray();
        write(
            $"{responses.Length} deliveries, {sentDuring.Length} sent and {during.Length} of them rejected during {RunSize.Outage.TotalSeconds:N0} s of outage, "
            + $"responses {string.Join(", ", responses.GroupBy(response => (int)response.Status).Select(group => $"{group.Key}: {group.Count()}"))}; "
            + $"sent during the outage {Describe(sentDuring)}; all {Describe(responses)}.");
        during.Should().NotBeEmpty().And.OnlyContain(response => response.Status == HttpStatusCode.ServiceUnavailable && response.HasRetryAfter);
        sentDuring.Should().OnlyContain(response => response.Elapsed < LongestResponse, "the endpoint waits for StoreTimeout");
        responses.Should().OnlyContain(response => response.Status != default, "the app responds to each delivery");

        var rejected = responses.Where(response => response.Status != HttpStatusCode.OK).Select(response => response.Id);
        var recovery = Stopwatch.GetTimestamp();
        await sender.SendAllAsync(rejected, concurrency: 16).WaitAsync(Limit);
        write($"All are accepted after {Stopwatch.GetElapsedTime(recovery).TotalSeconds:N0} s.");
        return [.. responses.Select(response => response.Id)];
    }

    private static async Task<List<Task<Response>>> SendAsync(DeliverySender sender, CancellationToken cancellationToken)
    {
        List<Task<Response>> responses = [];
        using var concurrency = new SemaphoreSlim(2 * RunSize.PerSecond); // So that a busy app does not get ever more.
        using var timer = new PeriodicTimer(Interval);
        var start = Stopwatch.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            while (responses.Count < Stopwatch.GetElapsedTime(start).TotalSeconds * RunSize.PerSecond && !cancellationToken.IsCancellationRequested)
            {
                await concurrency.WaitAsync(CancellationToken.None);
                responses.Add(SendAndReleaseAsync());
            }
        }

        await Task.WhenAll(responses);
        return responses;

        async Task<Response> SendAndReleaseAsync()
        {
            try
            {
                return await SendAsync(sender);
            }
            finally
            {
                concurrency.Release();
            }
        }
    }

    private static async Task WaitUntilHealthyAsync(DeliverySender sender)
    {
        while (await sender.CheckHealthAsync() != HttpStatusCode.OK)
        {
            await Task.Delay(Interval);
        }
    }

    private static async Task<Response> SendAsync(DeliverySender sender)
    {
        var (id, start) = (Guid.NewGuid().ToString(), Stopwatch.GetTimestamp());
        var (status, hasRetryAfter) = await sender.SendAsync(id);
        return new(id, status, hasRetryAfter, start, Stopwatch.GetTimestamp());
    }

    private static string Describe(Response[] responses)
    {
        TimeSpan[] sorted = [.. responses.Select(response => response.Elapsed).Order()];
        return sorted is [] ? "none" : $"median {sorted[sorted.Length / 2].TotalMilliseconds:N0} ms, longest {sorted[^1].TotalMilliseconds:N0} ms";
    }

    private sealed record Response(string Id, HttpStatusCode Status, bool HasRetryAfter, long SentAt, long RespondedAt)
    {
        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(SentAt, RespondedAt);
    }
}
