using System.Net.Sockets;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>A connection to Kestrel that sends the text of a test, complete requests or not.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);

    public static async Task<RawConnection> OpenAsync(ReceiverApp app)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(app.Client.BaseAddress!.Host, app.Client.BaseAddress.Port);
        return connection;
    }

    public async Task WriteAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await _socket.SendAsync(bytes.AsMemory(sent));
        }
    }

    /// <summary>The first line of the response.</summary>
    public async Task<string> ReadStatusLineAsync() => (await ReadToAsync("\r\n")).Split("\r\n")[0];

    /// <summary>The first line of the response and its headers.</summary>
    public async Task<string[]> ReadHeadersAsync() => (await ReadToAsync("\r\n\r\n")).Split("\r\n");

    /// <summary>Resets the connection.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    /// <summary>Ends the sending side of the connection.</summary>
    public void EndWriting() => _socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => _socket.Dispose();

    private async Task<string> ReadToAsync(string end)
    {
        var answer = "";
        var buffer = new byte[4096];
        while (!answer.Contains(end, StringComparison.Ordinal))
        {
            var read = await _socket.ReceiveAsync(buffer).WaitAsync(Wait.Long);
            if (read == 0)
            {
                break;
            }

            answer += Encoding.UTF8.GetString(buffer, 0, read);
        }

        return answer;
    }
}
