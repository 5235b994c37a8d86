using System.Buffers;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A body in a rented buffer. The buffer is cleared before it is returned, because bodies contain personal data.</summary>
internal sealed class PooledBytes : IDisposable
{
    private const int FirstLength = 4096; // Documented bodies are 300 bytes to 2 KB long.
    private const int MaxLength = 0x7FFFFFC7; // The longest array on both .NET Framework and .NET.

    private byte[] _buffer;
    private int _length;

    public PooledBytes()
        : this(FirstLength)
    {
    }

    private PooledBytes(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    public static PooledBytes From(string text)
    {
        var body = new PooledBytes(Encoding.UTF8.GetByteCount(text));
        body._length = Encoding.UTF8.GetBytes(text, 0, text.Length, body._buffer, 0);
        return body;
    }

    public static PooledBytes From(ReadOnlySequence<byte> bytes)
    {
        var body = new PooledBytes(checked((int)bytes.Length)) { _length = (int)bytes.Length };
        bytes.CopyTo(body._buffer);
        return body;
    }

    /// <summary>Reads a stream to its end.</summary>
    public async ValueTask ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var isRead = false;
        try
        {
            int read;
            while ((read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                _length += read;
                if (_length == _buffer.Length)
                {
                    Grow();
                }
            }

            isRead = true;
        }
        finally
        {
            if (!isRead)
            {
                // A stream that failed may still write to the buffer, so the buffer is not returned to the pool.
                _buffer = [];
                _length = 0;
            }
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > _buffer.Length - _length)
        {
            Grow();
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Dispose()
    {
        Return(_buffer, _length);
        _buffer = [];
        _length = 0;
    }

    private void Grow()
    {
        if (_buffer.Length >= MaxLength)
        {
            throw new OverflowException("The body is longer than 2 GB. Limit the stream before it is read.");
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(_buffer.Length, FirstLength / 2) * 2L, MaxLength));
        Span.CopyTo(larger);
        Return(_buffer, _length);
        _buffer = larger;
    }

    private static void Return(byte[] buffer, int length)
    {
        buffer.AsSpan(0, length).Clear();
        ArrayPool<byte>.Shared.Return(buffer); // The pool ignores an empty array.
    }
}
