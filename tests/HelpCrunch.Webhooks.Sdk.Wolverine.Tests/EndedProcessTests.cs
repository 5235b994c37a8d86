using System.Net.Sockets;
using HelpCrunch.Webhooks.Sdk.Stores.Tests;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>A delivery whose handler ends the process, for example with a stack overflow.</summary>
[Trait("Speed", "Slow")]
public sealed class EndedProcessTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private const string HandledByAProcess = "ended.wolverine_incoming_envelopes WHERE status = 'Incoming' AND owner_id <> 0";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [PostgreSqlFact]
    public async Task Post_HandlerEndsTheProcess_IsTriedByEachProcessUntilItsRowIsDeleted()
    {
        await server.DataSource.ExecuteAsync($"CREATE SCHEMA ended; {EffectsContext.CreateTable("ended")}");
        using (var first = await StartAsync(ReceiverProcess.Ending))
        {
            await PostAsync(first);
            await first.WaitForExitAsync().WaitAsync(Limit);
        }

        await ReceiverProcess.RunUntilExitAsync(server.DataSource.ConnectionString, "ended", ReceiverProcess.Ending, Limit);

        (await CountEffectsAsync("ends")).Should().Be(2);
        (await server.DataSource.CountAsync($"SELECT count(*) FROM {HandledByAProcess}")).Should().Be(1);

        await server.DataSource.ExecuteAsync($"DELETE FROM {HandledByAProcess}");

        using var third = await StartAsync(ReceiverProcess.Inserting);
        (await third.Client.PostAsync(Deliveries.Rated("next"))).Should().Be(200);
        await server.DataSource.WaitForAsync("SELECT count(*) FROM ended.effects WHERE id = 'next'", 1, Limit);
        (await CountEffectsAsync("ends")).Should().Be(2);
    }

    private static async Task PostAsync(ReceiverProcess receiver)
    {
        try
        {
            await receiver.Client.PostAsync(Deliveries.Rated("ends"));
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            // The process can end before it responds.
        }
    }

    private Task<long> CountEffectsAsync(string id) => server.DataSource.CountAsync($"SELECT count(*) FROM ended.effects WHERE id = '{id}'");

    private Task<ReceiverProcess> StartAsync(string mode) => ReceiverProcess.StartAsync(server.DataSource.ConnectionString, "ended", mode);
}
