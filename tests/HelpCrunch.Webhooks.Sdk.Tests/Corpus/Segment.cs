using System.Buffers;

namespace HelpCrunch.Webhooks.Sdk.Tests.Corpus;

/// <summary>A buffer of a sequence.</summary>
internal sealed class Segment : ReadOnlySequenceSegment<byte>
{
    private Segment(byte[] bytes, long runningIndex) => (Memory, RunningIndex) = (bytes, runningIndex);

    public static ReadOnlySequence<byte> Sequence(params byte[][] buffers)
    {
        var first = new Segment(buffers[0], 0);
        var last = first;
        foreach (var buffer in buffers.Skip(1))
        {
            var next = new Segment(buffer, last.RunningIndex + last.Memory.Length);
            last.Next = next;
            last = next;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}
