using System.Text;
using HelpCrunch.Webhooks.Sdk.Tests.Corpus;

namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

public sealed class ParseAsyncTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(4095)] // near the length of the first buffer
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(8192)]
    [InlineData(1_000_000)]
    public async Task ParseAsync_BodyOfAnyLength_GivesTheResultOfTheSpan(int length)
    {
        const string Body = """{"event":"chat.new","eventData":{"chat_id":1,"x":"§"},"id":"e-1"}""";
        var body = Encoding.UTF8.GetBytes(Body.Replace("§", new string('7', length - Body.Length + 1), StringComparison.Ordinal));
        body.Should().HaveCount(length);
        using var stream = new MemoryStream(body);

        var result = await WebhookParser.Default.ParseAsync(stream);

        result.Should().Be(WebhookParser.Default.Parse(body));
        result.Should().BeOfType<WebhookParseResult.Success>();
    }

    [Fact]
    public async Task ParseAsync_Stream_IsReadFromItsPositionAndLeftOpen()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("""before{"event":"chat.new","eventData":{"chat_id":1},"id":"e-1"}"""));
        stream.Position = "before".Length;

        var result = await WebhookParser.Default.ParseAsync(stream);

        result.Should().BeOfType<WebhookParseResult.Success>();
        stream.CanRead.Should().BeTrue();
        stream.Position.Should().Be(stream.Length);
    }

    [Fact]
    public async Task ParseAsync_EmptyStream_IsAnEmptyBody() =>
        (await WebhookParser.Default.ParseAsync(Stream.Null)).Should().Be(new WebhookParseResult.Failure(Parsed.Error("")));

    [Fact]
    public async Task ParseAsync_Canceled_Throws()
    {
        using var stream = new MemoryStream("{}"u8.ToArray());

        await FluentActions.Awaiting(async () => await WebhookParser.Default.ParseAsync(stream, new CancellationToken(canceled: true)))
            .Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task ParseAsync_CanceledWhileReading_Throws()
    {
        using var source = new CancellationTokenSource();
        using var stream = new ScriptedStream("{\"event\":"u8.ToArray(), () => Cancel(source));

        await FluentActions.Awaiting(async () => await WebhookParser.Default.ParseAsync(stream, source.Token))
            .Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task ParseAsync_StreamThrows_ThrowsTheSame()
    {
        using var stream = new ScriptedStream("{\"event\":"u8.ToArray(), () => throw new IOException("The connection was reset."));

        await FluentActions.Awaiting(async () => await WebhookParser.Default.ParseAsync(stream))
            .Should().ThrowAsync<IOException>().WithMessage("The connection was reset.");
    }

    [Fact]
    public async Task ParseAsync_OnASynchronizationContext_DoesNotReturnToIt()
    {
        var before = SynchronizationContext.Current;
        var context = new CountingContext();
        Task<WebhookParseResult> reading;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            reading = WebhookParser.Default.ParseAsync(new SingleByteStream("""{"event":"chat.new","eventData":{"chat_id":1},"id":"e-1"}"""u8.ToArray())).AsTask();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        (await reading).Should().BeOfType<WebhookParseResult.Success>();
        context.Posts.Should().Be(0, "a thread that waits for the result would deadlock");
    }

    [Fact]
    public async Task ParseAsync_Null_Throws() =>
        await FluentActions.Awaiting(async () => await WebhookParser.Default.ParseAsync(null!))
            .Should().ThrowAsync<ArgumentNullException>().WithParameterName("utf8Json");

    [Fact]
    public void Parse_OneParserOnManyThreads_GivesEqualResults()
    {
        var body = """{"event":"chat.new","eventData":{"chat_id":1,"applications":{743,42},"x":[1]},"id":"e-1"}"""u8.ToArray();
        var expected = WebhookParser.Default.Parse(body);
        var results = new WebhookParseResult[1000];

        Parallel.For(0, results.Length, index => results[index] = WebhookParser.Default.Parse(body));

        results.Should().AllSatisfy(result => result.Should().Be(expected));
    }

    private static void Cancel(CancellationTokenSource source)
    {
        source.Cancel();
        source.Token.ThrowIfCancellationRequested();
    }

    /// <summary>A context like that of a window. It counts the posted callbacks and runs them on the thread pool.</summary>
    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            base.Post(d, state);
        }
    }

    /// <summary>A stream that returns its bytes and then runs an action.</summary>
    private sealed class ScriptedStream(byte[] bytes, Action then) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Position == Length)
            {
                then();
            }

            return base.Read(buffer, offset, count);
        }
    }
}
