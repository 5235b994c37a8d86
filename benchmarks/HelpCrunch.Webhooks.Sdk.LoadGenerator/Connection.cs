using System.Net;
using System.Net.Sockets;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>A keep-alive connection that does not allocate for each request, so that the measured bytes are those of the server.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[4096];

    public static async Task<Connection> OpenAsync(int port, CancellationToken cancellationToken)
    {
        var connection = new Connection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return connection;
    }

    /// <summary>Sends a request and reads its response, which has no body.</summary>
    /// <returns>The status.</returns>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        while (!request.IsEmpty)
        {
            request = request[await _socket.SendAsync(request, cancellationToken)..];
        }

        var length = 0;
        do
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            length += read > 0 ? read : throw new IOException("The server closed the connection.");
        }
        while (!_buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8));

        return (((_buffer[9] - '0') * 10) + _buffer[10] - '0') * 10 + _buffer[11] - '0'; // HTTP/1.1 200
    }

    public void Dispose() => _socket.Dispose();
}
