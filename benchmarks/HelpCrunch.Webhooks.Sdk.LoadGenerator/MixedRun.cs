using System.Diagnostics;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>
/// 50,000 deliveries: 10 % repeat one sent before or at the same time, 5 % are signed with a wrong key, and the handler fails at
/// one run in ten. A delivery with the response 500 or 503 is sent again, as HelpCrunch does. At the end, every valid id is handled, none
/// after its success, and the memory is released.
/// </summary>
internal static class MixedRun
{
    private const int Deliveries = 50_000;
    private const int Connections = 64;
    private const int Seed = 743;
    private static readonly WebhookSigningKey WrongKey = new("another key");

    public static async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var clock = new MovableTimeProvider();
        RunCounts? counts = null;
        await using var server = await LoadedServer.StartAsync(
            webhooks => webhooks.AddHandler<ChatEvent>((chatEvent, token) => counts!.HandleAsync(chatEvent, token)),
            clock);

        // The first run is for buffers and compiled code. The second run is measured.
        counts = new RunCounts(Seed);
        await SendAllAsync(server.Port, Plan("warm-up"), new int[600], cancellationToken);
        var emptied = await ForgetAsync(server, clock, cancellationToken);
        counts = new RunCounts(Seed);
        var before = Memory();

        var plan = Plan("mixed");
        var answers = new int[600];
        var start = Stopwatch.GetTimestamp();
        await SendAllAsync(server.Port, plan, answers, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(start);

        var good = plan.Where(one => !one.IsForged).Select(one => one.Id).Distinct(StringComparer.Ordinal).ToArray();
        var forged = plan.Where(one => one.IsForged).Select(one => one.Id).Count(counts.Has);
        var (ids, handledOnce, again, failures) = (counts.Ids, counts.HandledOnce, counts.RunsAfterSuccess, counts.Failures);
        var unhandled = good.Count(id => !counts.Has(id));
        var goodCount = good.Length;
        (plan, good, counts) = ([], [], new RunCounts(Seed));
        var remembered = server.Store.Count;
        var full = Memory();
        emptied &= await ForgetAsync(server, clock, cancellationToken);
        var after = Memory();

        Console.WriteLine($"""
            {Deliveries} deliveries in {elapsed.TotalSeconds:N1} s: {string.Join(", ", answers.Select((count, status) => (count, status)).Where(answer => answer.count > 0).Select(answer => $"{answer.count} × {answer.status}"))}
            good ids {goodCount}, handled once {handledOnce}, never handled {unhandled}, runs after a success {again}; failed runs {failures}, all repeated; forged ids that reached a handler {forged}
            memory before {before:N0} B, with {remembered} remembered deliveries {full:N0} B, after the window {after:N0} B
            """);
        return ids == goodCount && handledOnce == goodCount && again == 0 && forged == 0 && emptied && after - before < 2 << 20;
    }

    private static Planned[] Plan(string name)
    {
        var random = new Random(Seed);
        List<Planned> plan = [];
        for (var index = 0; index < Deliveries; index++)
        {
            var dice = random.Next(100);
            plan.Add(
                dice < 10 && plan.FindLast(one => !one.IsForged) is { } last ? plan[random.Next(plan.Count)] is { IsForged: false } any ? any : last
                : dice >= 95 ? new Planned($"{name} forged {index}", IsForged: true)
                : new Planned($"{name} {index}", IsForged: false));
        }

        return [.. plan];
    }

    private static async Task SendAllAsync(int port, Planned[] plan, int[] answers, CancellationToken cancellationToken)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(
            async () =>
            {
                using var connection = await Connection.OpenAsync(port, cancellationToken);
                for (var index = Interlocked.Increment(ref next); index < plan.Length; index = Interlocked.Increment(ref next))
                {
                    int status;
                    var attempts = 0;
                    do
                    {
                        var request = Delivery.Request(LoadedServer.Webhooks, plan[index].Id, attempts++, plan[index].IsForged ? WrongKey : null);
                        status = await connection.SendAsync(request, cancellationToken);
                        Interlocked.Increment(ref answers[status]);
                    }
                    while (status is 500 or 503);
                }
            },
            cancellationToken)));
    }

    /// <summary>Advances the clock past the window, and sends one more delivery.</summary>
    private static async Task<bool> ForgetAsync(LoadedServer server, MovableTimeProvider clock, CancellationToken cancellationToken)
    {
        clock.Advance(new HelpCrunchWebhooksEndpointOptions().DeduplicationWindow + TimeSpan.FromMinutes(1));
        await SendAllAsync(server.Port, [new Planned("one more", IsForged: false)], new int[600], cancellationToken);
        return server.Store.Count == 1;
    }

    private static long Memory()
    {
        for (var round = 0; round < 3; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        // The live bytes. GetTotalMemory excludes what threads have reserved, and is negative on an empty server heap.
        var heap = GC.GetGCMemoryInfo(GCKind.Any);
        return heap.HeapSizeBytes - heap.FragmentedBytes;
    }

    private sealed record Planned(string Id, bool IsForged);
}
