using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>A body that arrives as a script says, each part as a separate buffer, without waiting. It checks how it is read.</summary>
internal sealed class ScriptedBodyReader(byte[] body, IEnumerable<string> script, Action disconnect) : PipeReader
{
    private readonly Queue<string> _script = new(script);
    private readonly List<byte[]> _arrived = [];
    private ReadOnlySequence<byte> _buffer;
    private int _position;
    private long _consumed;
    private bool _isReading;
    private bool _isCompleted;

    /// <summary>The words of a script: how a server reports that a body does not arrive.</summary>
    public static IReadOnlyDictionary<string, Func<Exception?>> Failures { get; } = new Dictionary<string, Func<Exception?>>
    {
        ["cancel"] = () => null,
        ["abort"] = () => new OperationCanceledException(),
        ["reset"] = () => new ConnectionResetException("The connection was reset."),
        ["gone"] = () => new BadHttpRequestException("The client ended the connection.", StatusCodes.Status400BadRequest),
        ["bad"] = () => new BadHttpRequestException("A chunk has no length."),
        ["slow"] = () => new BadHttpRequestException("The body arrives too slowly.", StatusCodes.Status408RequestTimeout),
        ["large"] = () => new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge),
        ["io"] = () => new IOException(),
        ["data"] = () => new InvalidDataException(),
        ["decompression"] = () => new InvalidOperationException(),
    };

    /// <summary>How the reader was used in a way that a server does not allow; null when it was not.</summary>
    public string? Misuse { get; private set; }

    /// <summary>Whether a read failed.</summary>
    public bool HasFailed { get; private set; }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        Check(!_isReading, "ReadAsync was called before AdvanceTo.");
        Check(!_isCompleted, "ReadAsync was called after the end of the body.");
        Check(!HasFailed, "ReadAsync was called after a failure.");
        if (Misuse is not null)
        {
            return ValueTask.FromException<ReadResult>(new OperationCanceledException(Misuse)); // Ends the request.
        }

        while (_script.TryDequeue(out var step))
        {
            if (Failures.TryGetValue(step, out var failure))
            {
                HasFailed = true;
                return Fail(step, failure());
            }

            if (int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            {
                Arrive(Math.Min(length, body.Length - _position));
                return Read(isCanceled: false);
            }
        }

        Arrive(body.Length - _position);
        _isCompleted = true;
        return Read(isCanceled: false);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        Check(_isReading, "AdvanceTo was called before ReadAsync.");
        Check(_isCompleted || HasFailed || _buffer.Slice(examined).IsEmpty, "AdvanceTo did not examine the whole buffer, so a server would not wait for more.");
        _isReading = false;
        _consumed += _buffer.Slice(0, consumed).Length;
    }

    /// <summary>The use at the end of the request.</summary>
    public void CheckEnd() => Check(!_isReading, "AdvanceTo was not called, so the buffer is not returned to the server.");

    public override bool TryRead(out ReadResult result) => throw new NotSupportedException();

    public override void CancelPendingRead() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null) => _isReading = false;

    private ValueTask<ReadResult> Fail(string step, Exception? exception)
    {
        if (step is "abort" or "gone" or "reset")
        {
            disconnect();
        }

        return exception is null ? Read(isCanceled: true) : ValueTask.FromException<ReadResult>(exception);
    }

    private void Arrive(int length)
    {
        if (length == 0)
        {
            return; // A sequence does not accept positions in an empty last part.
        }

        _arrived.Add(body[_position..(_position + length)]);
        _position += length;
    }

    private ValueTask<ReadResult> Read(bool isCanceled)
    {
        _isReading = true;
        _buffer = _arrived.Count == 0 ? ReadOnlySequence<byte>.Empty : Segment.Sequence([.. _arrived]).Slice(_consumed);
        return ValueTask.FromResult(new ReadResult(_buffer, isCanceled, _isCompleted));
    }

    private void Check(bool isCorrect, string misuse) => Misuse ??= isCorrect ? null : misuse;
}
