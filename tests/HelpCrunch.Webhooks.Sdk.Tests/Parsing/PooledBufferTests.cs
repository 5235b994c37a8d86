using System.Buffers;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

/// <summary>A rented buffer contains personal data. Modern runtimes first rent the buffer that the thread returned last.</summary>
public sealed class PooledBufferTests
{
    [Fact]
    public void ParseAsync_StreamThrows_DoesNotReturnTheBuffer()
    {
        byte[]? buffer = null;
        using var stream = new TellingStream([], into =>
        {
            buffer = into;
            throw new IOException("The connection was reset.");
        });

        var reading = WebhookParser.Default.ParseAsync(stream).AsTask();

        reading.Exception!.InnerException.Should().BeOfType<IOException>();
        ArrayPool<byte>.Shared.Rent(buffer!.Length).Should().NotBeSameAs(buffer, "the stream may still be writing into it");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5000)] // longer than the first buffer
    public void ParseAsync_Completed_ReturnsClearedBuffers(int length)
    {
        var body = Encoding.UTF8.GetBytes("{\"event\":\"chat.new\",\"eventData\":{\"chat_id\":1},\"id\":\"e-1\"}".PadRight(length));
        HashSet<byte[]> buffers = [];
        using var stream = new TellingStream(body, into => buffers.Add(into));

        var reading = WebhookParser.Default.ParseAsync(stream);

        reading.IsCompletedSuccessfully.Should().BeTrue("only this thread can have the buffers of the pool");
        foreach (var buffer in buffers)
        {
            buffer.Take(length).Should().OnlyContain(character => character == 0, "a body contains personal data");
            ArrayPool<byte>.Shared.Rent(buffer.Length).Should().BeSameAs(buffer);
        }
    }

    /// <summary>A stream that records the buffer that it is read into.</summary>
    private sealed class TellingStream(byte[] bytes, Action<byte[]> tell) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            tell(buffer);
            return base.Read(buffer, offset, count);
        }
    }
}
