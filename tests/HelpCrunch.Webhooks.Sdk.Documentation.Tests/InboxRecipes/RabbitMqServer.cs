using HelpCrunch.Webhooks.Sdk.Stores.Tests;
using RabbitMQ.Client;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>A RabbitMQ server. It needs the Debian package <c>rabbitmq-server</c>.</summary>
public sealed class RabbitMqServer : IAsyncLifetime
{
    private readonly int _port = ServerProcess.FreePort();
    private ServerProcess? _process;

    public static bool IsInstalled { get; } = File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server");

    public string ConnectionString => $"amqp://guest:guest@127.0.0.1:{_port}";

    public async Task InitializeAsync()
    {
        if (IsInstalled) // Otherwise, the tests are skipped.
        {
            _process = await ServerProcess.StartAsync("rabbitmq.sh", user: "rabbitmq", $"{_port}", $"{ServerProcess.FreePort()}", $"{ServerProcess.FreePort()}");
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    /// <summary>Starts, stops, kills, freezes, or resumes the server.</summary>
    public Task RunAsync(string command) => _process!.RunAsync(command);

    /// <summary>How many messages a queue has. None if it does not exist.</summary>
    public async Task<long> CountAsync(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(ConnectionString) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return await channel.MessageCountAsync(queue);
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == 404)
        {
            return 0;
        }
    }
}
