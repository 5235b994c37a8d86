using System.Collections.Concurrent;
using System.Diagnostics;
using HelpCrunch.Webhooks.Sdk.Stores.Tests;
using JasperFx.CodeGeneration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;
using Wolverine.Runtime;
using Wolverine.Runtime.Handlers;
using Wolverine.Transports;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>Deliveries in Wolverine's inbox over PostgreSQL. Each test has its own schema.</summary>
public sealed class WolverineInboxTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> _handled = new();

    [PostgreSqlFact]
    public async Task Post_Redeliveries_AreHandledOnce()
    {
        await using var receiver = await StartAsync("redeliveries", Record);
        var bodies = Enumerable.Range(0, 300).Select(i => Deliveries.Rated($"d{i}"))
            .Concat(Enumerable.Range(0, 30).Select(i => Deliveries.Rated($"d{i * 10}", attempts: 1)));

        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (body, _) =>
            (await receiver.Client.PostAsync(body)).Should().Be(200));

        await server.DataSource.WaitForAsync(Database.Waiting("redeliveries"), 0, Limit);
        _handled.Should().HaveCount(300).And.OnlyHaveUniqueItems();
        (await server.DataSource.CountAsync(Database.Dead("redeliveries"))).Should().Be(0);
    }

    [PostgreSqlFact]
    public async Task Post_HandlerAlwaysFailsOrBodyIsUnreadable_AreDeadLettersAndAReplayHandlesThem()
    {
        var isBroken = true;
        var attempts = 0;
        await using var receiver = await StartAsync(
            "dead",
            webhooks => webhooks.AddHandler<ChatRatedEvent>((rated, _) =>
            {
                if (rated.Id == "poison" && isBroken)
                {
                    Interlocked.Increment(ref attempts);
                    throw new FormatException("The name is too long.");
                }

                _handled.Enqueue(rated.Id);
                return Task.CompletedTask;
            }),
            options => SetDelays(options, 50, 50));

        (await receiver.Client.PostAsync(Deliveries.Rated("poison"))).Should().Be(200);
        (await receiver.Client.PostAsync("""{"event":"chat.rated","id":"unreadable","eventData":"a text"}""")).Should().Be(200);
        for (var i = 0; i < 20; i++)
        {
            (await receiver.Client.PostAsync(Deliveries.Rated($"d{i}"))).Should().Be(200);
        }

        await server.DataSource.WaitForAsync(Database.Dead("dead"), 2, Limit);
        await server.DataSource.WaitForAsync(Database.Waiting("dead"), 0, Limit);
        attempts.Should().Be(3);
        _handled.Should().HaveCount(20);

        // An operator has corrected the handler, and replays the dead letters. The unreadable one becomes a dead letter again.
        isBroken = false;
        await server.DataSource.ExecuteAsync("UPDATE dead.wolverine_dead_letters SET replayable = true");
        await server.DataSource.WaitForAsync("SELECT count(*) FROM dead.wolverine_dead_letters WHERE NOT replayable", 1, Limit);
        await server.DataSource.WaitForAsync(Database.Dead("dead"), 1, Limit);
        await server.DataSource.WaitForAsync(Database.Waiting("dead"), 0, Limit);
        _handled.Should().HaveCount(21).And.Contain("poison");
    }

    [PostgreSqlFact]
    public async Task Post_HandlerTimesOutInEachAttempt_IsADeadLetterAndARedeliveryIsHandled()
    {
        var (isSlow, attempts) = (true, 0);
        await using var receiver = await StartAsync(
            "slow",
            webhooks => webhooks.AddHandler<ChatRatedEvent>(async (rated, cancellationToken) =>
            {
                if (isSlow)
                {
                    attempts++;
                    cancellationToken.Register(() => throw new FormatException()); // An exception on the thread of a timer would end the process.
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                _handled.Enqueue(rated.Id);
            }),
            options =>
            {
                options.HandlerTimeout = TimeSpan.FromSeconds(1);
                SetDelays(options, 50);
            });

        (await receiver.Client.PostAsync(Deliveries.Rated("d"))).Should().Be(200);
        await server.DataSource.WaitForAsync("SELECT count(*) FROM slow.wolverine_dead_letters WHERE exception_type = 'HelpCrunch.Webhooks.Sdk.WebhookHandlersCanceledException'", 1, Limit);
        attempts.Should().Be(2);
        isSlow = false;

        (await receiver.Client.PostAsync(Deliveries.Rated("d", attempts: 1))).Should().Be(200);

        await server.DataSource.WaitForAsync(Handled("slow"), 1, Limit);
        _handled.Should().Equal("d");
    }

    [PostgreSqlFact]
    public async Task Post_OneOfTwoRoutesIsNotDurable_StoresNothing()
    {
        await using var receiver = await StartAsync("routes", Record, engine: wolverine =>
        {
            wolverine.LocalQueue("helpcrunch-webhooks"); // The first destination is the durable queue.
            wolverine.PublishAllMessages().ToLocalQueue("not-durable");
        });

        (await receiver.Client.PostAsync(Deliveries.Rated("d"))).Should().Be(503);

        (await server.DataSource.CountAsync("SELECT count(*) FROM routes.wolverine_incoming_envelopes")).Should().Be(0);
    }

    [PostgreSqlFact]
    public async Task Post_QueueStopsWhileTheDeliveryIsStored_WaitsForAnyProcess()
    {
        await using var receiver = await StartAsync("stops", Record);
        var queue = receiver.Services.GetRequiredService<IWolverineRuntime>().Endpoints.AgentForLocalQueue("helpcrunch-webhooks");
        await using var connection = await server.DataSource.OpenConnectionAsync();
        Task<int> posting;
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var locking = new NpgsqlCommand("LOCK TABLE stops.wolverine_incoming_envelopes IN SHARE MODE", connection, transaction);
            await locking.ExecuteNonQueryAsync();
            posting = receiver.Client.PostAsync(Deliveries.Rated("d"));
            await server.DataSource.WaitForAsync("SELECT LEAST(count(*), 1) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE 'INSERT INTO stops.wolverine_incoming_envelopes%'", 1, Limit);
            queue.GetType().GetMethod("LatchReceiver")!.Invoke(queue, []); // As when the queue is paused.
        }

        (await posting).Should().Be(200);

        (await server.DataSource.CountAsync("SELECT owner_id FROM stops.wolverine_incoming_envelopes WHERE status = 'Incoming'")).Should().Be(0);
    }

    [PostgreSqlFact]
    public async Task Post_OrderByGroup_HandlesEachChatInOrderAlthoughHandlersFail()
    {
        var running = new ConcurrentDictionary<long, int>();
        var failed = new ConcurrentDictionary<string, bool>();
        var isParallel = false;
        await using var receiver = await StartAsync(
            "ordered",
            webhooks => webhooks.AddHandler<ChatRatedEvent>(async (rated, cancellationToken) =>
            {
                var chat = rated.EventData.ChatId;
                isParallel |= running.AddOrUpdate(chat, 1, (_, count) => count + 1) > 1;
                try
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(2), cancellationToken);
                    if (rated.Id.EndsWith('7') && failed.TryAdd(rated.Id, true))
                    {
                        throw new FormatException();
                    }

                    _handled.Enqueue($"{chat} {rated.Id}");
                }
                finally
                {
                    running.AddOrUpdate(chat, 0, (_, count) => count - 1);
                }
            }),
            options =>
            {
                options.OrderByGroup = true;
                SetDelays(options, 20, 50);
            });

        await Parallel.ForEachAsync(Enumerable.Range(0, 20), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (chat, _) =>
        {
            for (var i = 0; i < 20; i++)
            {
                (await receiver.Client.PostAsync(Deliveries.Rated($"{chat}-{i:00}", chat))).Should().Be(200);
            }
        });

        await server.DataSource.WaitForAsync(Database.Waiting("ordered"), 0, Limit);
        _handled.Should().HaveCount(400);
        failed.Should().HaveCount(40);
        isParallel.Should().BeFalse();
        foreach (var ofChat in _handled.Select(entry => entry.Split(' ')).GroupBy(parts => parts[0]))
        {
            ofChat.Select(parts => parts[1]).Should().BeInAscendingOrder(StringComparer.Ordinal);
        }
    }

    [PostgreSqlFact]
    public async Task Post_OrderByGroupAndAChatFails_OtherChatsGoOn()
    {
        var (attempts, isRepaired) = (0, new TaskCompletionSource());
        await using var receiver = await StartAsync(
            "other_chats",
            webhooks => webhooks.AddHandler<ChatRatedEvent>(async (rated, cancellationToken) =>
            {
                // The first attempt fails, and the second one fails when the other chats are handled.
                if (rated.EventData.ChatId == 0 && ++attempts <= 2)
                {
                    await (attempts == 1 ? Task.CompletedTask : isRepaired.Task).WaitAsync(cancellationToken);
                    throw new FormatException();
                }

                _handled.Enqueue(rated.Id);
            }),
            options =>
            {
                options.OrderByGroup = true;
                SetDelays(options, 20, 50);
            });

        (await receiver.Client.PostAsync(Deliveries.Rated("0-0", chat: 0))).Should().Be(200);
        (await receiver.Client.PostAsync(Deliveries.Rated("0-1", chat: 0))).Should().Be(200);
        for (var chat = 1; chat <= 40; chat++)
        {
            (await receiver.Client.PostAsync(Deliveries.Rated($"{chat}", chat))).Should().Be(200);
        }

        // There are 16 queues, so a few of the 40 chats share that of the failing chat, and wait.
        await server.DataSource.WaitForAsync("SELECT LEAST(count(*), 30) FROM other_chats.wolverine_incoming_envelopes WHERE status = 'Handled'", 30, Limit);
        _handled.Should().NotContain("0-0").And.NotContain("0-1");
        isRepaired.SetResult();
        await server.DataSource.WaitForAsync(Database.Waiting("other_chats"), 0, Limit);
        _handled.Should().HaveCount(42).And.ContainInOrder("0-0", "0-1");
    }

    [PostgreSqlFact]
    public async Task Post_HandlersRun_InTheTraceOfTheRequest()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var traceId = ActivityTraceId.CreateRandom();
        await using var receiver = await StartAsync("traces", webhooks => webhooks.AddHandler<ChatRatedEvent>((_, _) =>
        {
            _handled.Enqueue($"{Activity.Current?.TraceId}");
            return Task.CompletedTask;
        }));

        await receiver.Client.PostAsync(Deliveries.Rated("d"), $"00-{traceId}-{ActivitySpanId.CreateRandom()}-01");

        await server.DataSource.WaitForAsync(Database.Waiting("traces"), 0, Limit);
        _handled.Should().Equal($"{traceId}");
    }

    [PostgreSqlFact]
    public async Task Post_MoreThanFitInMemory_AreStoredAndHandled()
    {
        const int Count = 4_500; // A receiver has 4,000 in memory.
        var gate = new TaskCompletionSource();
        await using var receiver = await StartAsync("crowded", webhooks => webhooks.AddHandler<ChatRatedEvent>(async (rated, cancellationToken) =>
        {
            await gate.Task.WaitAsync(cancellationToken);
            _handled.Enqueue(rated.Id);
        }));

        await Parallel.ForEachAsync(Enumerable.Range(0, Count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            (await receiver.Client.PostAsync(Deliveries.Rated($"d{i}"))).Should().Be(200));

        var agent = (IListenerCircuit)receiver.Services.GetRequiredService<IWolverineRuntime>().Endpoints.AgentForLocalQueue("helpcrunch-webhooks");
        agent.QueueCount.Should().BeInRange(3_900, 8_000);
        (await server.DataSource.CountAsync(Database.Waiting("crowded"))).Should().Be(Count);
        gate.SetResult();
        await server.DataSource.WaitForAsync(Database.Waiting("crowded"), 0, Limit);
        _handled.Should().HaveCount(Count).And.OnlyHaveUniqueItems();
    }

    [PostgreSqlFact]
    public async Task Start_WithoutHandlers_Throws()
    {
        var start = () => StartAsync("no_handlers", webhooks => Record(webhooks.ForEndpoint("shop")));

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage(
            "This process handles the deliveries of the unnamed endpoint from the inbox, but it has no handlers for them, so each delivery would become a dead letter. Add handlers with AddHandler. To handle the deliveries in another process, set UseLocalQueue to false, and route WebhookInboxMessage to it.");
    }

    [PostgreSqlFact]
    public async Task Start_WithoutGeneratedCode_Throws()
    {
        var start = () => Receiver.StartAsync(
            ConnectionString,
            "uncompiled",
            Record,
            engine: wolverine => wolverine.CodeGeneration.TypeLoadMode = TypeLoadMode.Static);

        (await start.Should().ThrowAsync<MissingPreBuiltTypesException>()).WithMessage("*WebhookInboxMessage*dotnet run -- codegen write*");
    }

    private static void SetDelays(HelpCrunchWolverineOptions options, params int[] milliseconds)
    {
        options.RetryDelays.Clear();
        foreach (var delay in milliseconds)
        {
            options.RetryDelays.Add(TimeSpan.FromMilliseconds(delay));
        }
    }

    private string ConnectionString => server.DataSource.ConnectionString;

    private void Record(IHelpCrunchWebhooksBuilder webhooks) => webhooks.AddHandler<ChatRatedEvent>((rated, _) =>
    {
        _handled.Enqueue(rated.Id);
        return Task.CompletedTask;
    });

    private Task<Receiver> StartAsync(
        string schema,
        Action<IHelpCrunchWebhooksBuilder> handlers,
        Action<HelpCrunchWolverineOptions>? configure = null,
        Action<WolverineOptions>? engine = null) => Receiver.StartAsync(ConnectionString, schema, handlers, configure, engine: engine);

    private static string Handled(string schema) => $"SELECT count(*) FROM {schema}.wolverine_incoming_envelopes WHERE status = 'Handled'";
}
