using System.Collections.Concurrent;
using HelpCrunch.Webhooks.Sdk.Stores.Tests;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Wolverine;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>Handlers that save with a DbContext in the transaction of the delivery.</summary>
public sealed class DbContextTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [PostgreSqlFact]
    public async Task Post_HandlerFailsAfterSaving_SavesOnce()
    {
        await CreateTableAsync("fails");
        var attempts = new ConcurrentDictionary<string, int>();
        await using var receiver = await StartAsync("fails", webhooks => webhooks.AddHandler<ChatRatedEvent, EffectsContext>(async (rated, context, cancellationToken) =>
        {
            await EffectsContext.SaveAsync(rated, context, cancellationToken);
            if (attempts.AddOrUpdate(rated.Id, 1, (_, count) => count + 1) == 1)
            {
                throw new FormatException();
            }
        }));

        (await receiver.Client.PostAsync(Deliveries.Rated("d"))).Should().Be(200);
        (await receiver.Client.PostAsync(Deliveries.Rated("d", attempts: 1))).Should().Be(200);

        await server.DataSource.WaitForAsync(Database.Waiting("fails"), 0, Limit);
        attempts["d"].Should().Be(2);
        (await server.DataSource.CountAsync("SELECT count(*) FROM fails.effects")).Should().Be(1);
    }

    [PostgreSqlFact]
    public async Task Post_HandlerFailsAfterSending_SendsOnce()
    {
        await CreateTableAsync("sends");
        var (attempts, ratings) = (0, new ForwardedRatings());
        await using var receiver = await StartAsync(
            "sends",
            webhooks => webhooks.AddHandler<ChatRatedEvent, IMessageBus>(async (rated, bus, _) =>
            {
                await bus.PublishAsync(new ForwardedRating(rated.Id));
                if (Interlocked.Increment(ref attempts) == 1)
                {
                    throw new FormatException();
                }
            }),
            wolverine =>
            {
                wolverine.Services.AddSingleton(ratings);
                wolverine.Discovery.IncludeType<ForwardedRatingHandler>();
                wolverine.LocalQueue("forwarded").UseDurableInbox();
                wolverine.PublishMessage<ForwardedRating>().ToLocalQueue("forwarded");
            });

        (await receiver.Client.PostAsync(Deliveries.Rated("d"))).Should().Be(200);

        await server.DataSource.WaitForAsync("SELECT LEAST(count(*), 2) FROM sends.wolverine_incoming_envelopes WHERE status = 'Handled'", 2, Limit);
        await server.DataSource.WaitForAsync(Database.Waiting("sends"), 0, Limit);
        attempts.Should().Be(2);
        ratings.Ids.Should().Equal("d");
    }

    [PostgreSqlFact]
    public async Task Start_EnableRetryOnFailure_Throws()
    {
        await CreateTableAsync("retries");

        var start = () => StartAsync("retries", _ => { }, configure: database => database.EnableRetryOnFailure());

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("*EffectsContext is registered with EnableRetryOnFailure()*");
    }

    private Task CreateTableAsync(string schema) => server.DataSource.ExecuteAsync($"CREATE SCHEMA {schema}; {EffectsContext.CreateTable(schema)}");

    private Task<Receiver> StartAsync(
        string schema,
        Action<IHelpCrunchWebhooksBuilder> handlers,
        Action<WolverineOptions>? engine = null,
        Action<NpgsqlDbContextOptionsBuilder>? configure = null) => Receiver.StartAsync(
        server.DataSource.ConnectionString,
        schema,
        handlers,
        options =>
        {
            options.RetryDelays.Clear();
            options.RetryDelays.Add(TimeSpan.FromMilliseconds(50));
            options.UseDbContext<EffectsContext>();
        },
        engine: wolverine =>
        {
            wolverine.UseEffectsContext(server.DataSource.ConnectionString, schema, configure);
            engine?.Invoke(wolverine);
        });

    public sealed record ForwardedRating(string Id);

    public sealed class ForwardedRatings
    {
        public ConcurrentQueue<string> Ids { get; } = new();
    }

    public sealed class ForwardedRatingHandler(ForwardedRatings ratings)
    {
        public void Handle(ForwardedRating rating) => ratings.Ids.Enqueue(rating.Id);
    }
}
