using System.Diagnostics;
using System.Net;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>What an app does before, during, and after an outage of its server.</summary>
internal static class OutageRun
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(3);

    /// <summary>The StoreTimeout of the app.</summary>
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Sends one delivery during an outage, and again after it.</summary>
    /// <returns>The id of the delivery, which is accepted at the end.</returns>
    public static async Task<string> RunOnceAsync(Uri app, Func<Task> startAsync, Func<Task> endAsync)
    {
        using var sender = new DeliverySender(app);
        await sender.SendUntilAcceptedAsync(Guid.NewGuid().ToString());
        (await sender.CheckHealthAsync()).Should().Be(HttpStatusCode.OK);
        var id = Guid.NewGuid().ToString();

        await startAsync();
        var start = Stopwatch.GetTimestamp();
        (await sender.SendAsync(id)).Should().Be((HttpStatusCode.ServiceUnavailable, true));
        Stopwatch.GetElapsedTime(start).Should().BeLessThan(5 * StoreTimeout, "the endpoint waits for StoreTimeout");
        (await sender.CheckHealthAsync()).Should().Be(HttpStatusCode.ServiceUnavailable);

        await endAsync();
        await sender.SendUntilAcceptedAsync(id).WaitAsync(TimeSpan.FromSeconds(60));
        (await sender.CheckHealthAsync()).Should().Be(HttpStatusCode.OK);
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
        await Task.Delay(RunSize.Outage);
        var ended = Stopwatch.GetTimestamp();
        await endAsync();
        await Task.Delay(Around);
        await stop.CancelAsync();
        var responses = await Task.WhenAll(await load);

        // One that is sent during the outage can reach a busy app so late that the server is back before StoreTimeout has passed.
        var sentDuring = responses.Where(response => response.SentAt > started && response.SentAt < ended).ToArray();
        var during = sentDuring.Where(response => response.RespondedAt < ended).ToArray();
        write(
            $"{responses.Length} deliveries, {sentDuring.Length} sent and {during.Length} of them rejected during {RunSize.Outage.TotalSeconds:N0} s of outage, "
            + $"responses {string.Join(", ", responses.GroupBy(response => (int)response.Status).Select(group => $"{group.Key}: {group.Count()}"))}; "
            + $"sent during the outage {Describe(sentDuring)}; all {Describe(responses)}.");
        during.Should().NotBeEmpty().And.OnlyContain(response => response.Status == HttpStatusCode.ServiceUnavailable && response.HasRetryAfter);
        sentDuring.Should().OnlyContain(response => response.Elapsed < 10 * StoreTimeout, "the endpoint waits for StoreTimeout, and the machine can be busy");
        responses.Should().OnlyContain(response => response.Status != default, "the app responds to each delivery");

        var rejected = responses.Where(response => response.Status != HttpStatusCode.OK).Select(response => response.Id);
        var recovery = Stopwatch.GetTimestamp();
        await sender.SendAllAsync(rejected, concurrency: 16).WaitAsync(TimeSpan.FromMinutes(3));
        write($"All are accepted after {Stopwatch.GetElapsedTime(recovery).TotalSeconds:N0} s.");
        return [.. responses.Select(response => response.Id)];
    }

    private static async Task<List<Task<Response>>> SendAsync(DeliverySender sender, CancellationToken cancellationToken)
    {
        List<Task<Response>> responses = [];
        using var timer = new PeriodicTimer(Interval);
        var start = Stopwatch.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            while (responses.Count < Stopwatch.GetElapsedTime(start).TotalSeconds * RunSize.PerSecond)
            {
                responses.Add(SendAsync(sender));
            }
        }

        return responses;
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
