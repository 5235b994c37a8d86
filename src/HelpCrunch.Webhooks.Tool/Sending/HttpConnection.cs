using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace HelpCrunch.Webhooks.Tool.Sending;

/// <summary>
/// A connection of HTTP/1.1 that posts bodies and reads the status of the responses. It takes a fraction of the time of <see cref="HttpClient"/>,
/// so that the endpoint and not the tool limits how many deliveries are sent in a second.
/// </summary>
internal sealed class HttpConnection(Uri url) : IDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly byte[] _target = Encoding.ASCII.GetBytes($"POST {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\n{WebhookSignature.HeaderName}: ");

    private Socket? _socket;
    private int _start;
    private int _end;

    /// <summary>Posts a body.</summary>
    /// <returns>The status.</returns>
    /// <exception cref="IOException">The connection was closed, or the response is not HTTP.</exception>
    /// <exception cref="SocketException">The connection failed.</exception>
    public async ValueTask<int> PostAsync(ReadOnlyMemory<byte> body, string signature, CancellationToken cancellationToken)
    {
        var isReused = _socket is not null;
        try
        {
            await SendAsync(body, signature, cancellationToken);
            return await ReadResponseAsync(cancellationToken);
        }
        catch (Exception exception) when (isReused && _end == 0 && (exception is IOException or SocketException))
        {
            // The server closed the idle connection before it saw the request.
            Close();
        }
        catch
        {
            Close();
            throw;
        }

        return await PostAsync(body, signature, cancellationToken);
    }

    public void Dispose() => Close();

    private async ValueTask SendAsync(ReadOnlyMemory<byte> body, string signature, CancellationToken cancellationToken)
    {
        if (_socket is null)
        {
            _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await _socket.ConnectAsync(url.IdnHost, url.Port, cancellationToken);
        }

        (_start, _end) = (0, 0);
        var request = new byte[_target.Length + signature.Length + 40 + body.Length];
        _target.CopyTo(request, 0);
        var length = _target.Length;
        length += Encoding.ASCII.GetBytes($"{signature}\r\nContent-Length: {body.Length}\r\n\r\n", request.AsSpan(length));
        body.CopyTo(request.AsMemory(length));
        length += body.Length;
        for (var sent = 0; sent < length;)
        {
            sent += await _socket.SendAsync(request.AsMemory(sent, length - sent), cancellationToken);
        }
    }

    private async ValueTask<int> ReadResponseAsync(CancellationToken cancellationToken)
    {
        int status;
        do
        {
            status = ParseStatus((await ReadLineAsync(cancellationToken)).Span);
            var (length, isChunked, isClosed) = (-1L, false, false);
            for (var line = await ReadLineAsync(cancellationToken); line.Length > 0; line = await ReadLineAsync(cancellationToken))
            {
                ReadHeader(line.Span, ref length, ref isChunked, ref isClosed);
            }

            if (status is not (204 or 304 or < 200))
            {
                await SkipBodyAsync(length, isChunked, cancellationToken);
                isClosed |= length < 0 && !isChunked;
            }

            if (isClosed)
            {
                Close();
            }
        }
        while (status < 200);

        return status;
    }

    private static int ParseStatus(ReadOnlySpan<byte> line) =>
        line.StartsWith("HTTP/1."u8) && line.Length >= 12 && Utf8Parser.TryParse(line.Slice(9, 3), out int status, out var consumed) && consumed == 3
            ? status
            : throw new IOException("The response is not HTTP.");

    private static void ReadHeader(ReadOnlySpan<byte> line, ref long length, ref bool isChunked, ref bool isClosed)
    {
        var colon = line.IndexOf((byte)':');
        var name = line[..Math.Max(colon, 0)];
        var value = line[(colon + 1)..].Trim((byte)' ');
        if (Ascii.EqualsIgnoreCase(name, "Content-Length"u8))
        {
            length = Utf8Parser.TryParse(value, out long parsed, out _) && parsed >= 0 ? parsed : throw new IOException("The response is not HTTP.");
        }
        else if (Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8))
        {
            isChunked = Ascii.EqualsIgnoreCase(value, "chunked"u8);
        }
        else if (Ascii.EqualsIgnoreCase(name, "Connection"u8))
        {
            isClosed = Ascii.EqualsIgnoreCase(value, "close"u8);
        }
    }

    private async ValueTask SkipBodyAsync(long length, bool isChunked, CancellationToken cancellationToken)
    {
        if (isChunked)
        {
            for (var size = ParseChunkSize((await ReadLineAsync(cancellationToken)).Span); size > 0; size = ParseChunkSize((await ReadLineAsync(cancellationToken)).Span))
            {
                await SkipAsync(size + 2, cancellationToken);
            }

            while ((await ReadLineAsync(cancellationToken)).Length > 0)
            {
                // A trailer.
            }
        }
        else if (length >= 0)
        {
            await SkipAsync(length, cancellationToken);
        }
        else
        {
            while (await TryFillAsync(cancellationToken))
            {
                _start = _end;
            }
        }
    }

    private static long ParseChunkSize(ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(line, out long size, out _, 'x') ? size : throw new IOException("The response is not HTTP.");

    private async ValueTask SkipAsync(long count, CancellationToken cancellationToken)
    {
        while (count > _end - _start)
        {
            count -= _end - _start;
            _start = _end;
            await FillAsync(cancellationToken);
        }

        _start += (int)count;
    }

    /// <summary>Reads a line without its end. It is valid until the next one is read.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0)
        {
            await FillAsync(cancellationToken);
        }

        var line = _buffer.AsMemory(_start, length);
        _start += length + 1;
        return line.Span.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (!await TryFillAsync(cancellationToken))
        {
            throw new IOException("The connection was closed before the response was complete.");
        }
    }

    private async ValueTask<bool> TryFillAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }
        else if (_end == _buffer.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            throw new IOException("The response has a line that is too long.");
        }

        var count = await _socket!.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += count;
        return count > 0;
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
