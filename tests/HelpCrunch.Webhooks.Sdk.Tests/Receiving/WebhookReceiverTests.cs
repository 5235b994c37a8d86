using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Receiving;

public sealed class WebhookReceiverTests
{
    private const string Body = """{"event":"chat.new","eventData":{"chat_id":7,"status":"new","customer":{"id":1,"name":"Zoë"}},"attempts":0,"id":"w-1"}""";

    private static readonly WebhookSigningKey Key = new("secret of 2026", "2026");

    private readonly WebhookReceiver _receiver = new(Key);

    [Fact]
    public void Receive_SignedWebhook_IsAccepted()
    {
        var result = _receiver.Receive(Utf8(Body), Sign(Body));

        var accepted = result.Should().BeOfType<WebhookReceiveResult.Accepted>().Subject;
        accepted.Event.Should().Be(WebhookParser.Default.Parse(Body).GetEventOrThrow());
        accepted.KeyName.Should().Be("2026");
    }

    [Theory]
    [InlineData(null, WebhookSignatureStatus.Missing)]
    [InlineData("sha1=1", WebhookSignatureStatus.Malformed)]
    public async Task ReceiveAsync_HeaderThatCannotMatch_DoesNotReadTheStream(string? header, WebhookSignatureStatus status)
    {
        using var body = new MemoryStream([1, 2, 3]);

        var result = await new WebhookReceiver(new WebhookSigningKey("made-up-signing-key")).ReceiveAsync(body, header);

        result.Should().Be(new WebhookReceiveResult.Rejected(status));
        body.Position.Should().Be(0);
    }

    [Theory]
    [InlineData(null, WebhookSignatureStatus.Missing)]
    [InlineData("sha1=1", WebhookSignatureStatus.Malformed)]
    [InlineData("7e74db289f1a248b7aab900ed9035f6269dc3525", WebhookSignatureStatus.Mismatch)]
    public async Task Receive_BadSignature_IsRejectedByEveryOverload(string? header, WebhookSignatureStatus expected)
    {
        var rejected = new WebhookReceiveResult.Rejected(expected);

        _receiver.Receive(Utf8(Body), header).Should().Be(rejected);
        _receiver.Receive(Body, header).Should().Be(rejected);
        (await _receiver.ReceiveAsync(new MemoryStream(Utf8(Body)), header)).Should().Be(rejected);
    }

    [Fact]
    public void Receive_RejectedBody_IsNotRead()
    {
        var converter = new CountingConverter();
        var receiver = new WebhookReceiver([Key], new WebhookParser(new WebhookParserOptions { Converters = { converter } }));

        receiver.Receive(Utf8(Body), null);
        receiver.Receive(Utf8(Body), "malformed");
        receiver.Receive(Utf8(Body), Sign("another body"));
        converter.Calls.Should().Be(0);

        receiver.Receive(Utf8(Body), Sign(Body));
        converter.Calls.Should().Be(1);
    }

    [Fact]
    public void Receive_BadSignatureAndInvalidBody_IsRejected()
    {
        _receiver.Receive("no JSON", null).Should().BeOfType<WebhookReceiveResult.Rejected>();
        _receiver.Receive("no JSON", Sign("no JSON")).Should().BeOfType<WebhookReceiveResult.InvalidPayload>()
            .Which.Error.Code.Should().Be(WebhookParseErrorCode.InvalidJson);
        _receiver.Receive([], Sign("")).Should().BeOfType<WebhookReceiveResult.InvalidPayload>()
            .Which.Error.Code.Should().Be(WebhookParseErrorCode.InvalidJson);
    }

    [Fact]
    public async Task Receive_EveryOverload_GivesTheSameResult()
    {
        var expected = _receiver.Receive(Utf8(Body), Sign(Body));
        using var stream = new MemoryStream(Utf8(Body));

        _receiver.Receive(Body, Sign(Body)).Should().Be(expected);
        (await _receiver.ReceiveAsync(stream, Sign(Body))).Should().Be(expected);
        stream.CanRead.Should().BeTrue("the caller closes the stream");
    }

    [Theory]
    [InlineData(4095)] // Near the length of the first buffer.
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(100_000)]
    public async Task ReceiveAsync_LongBody_IsReadToItsEnd(int length)
    {
        var body = Body.Replace("Zoë", new string('z', length), StringComparison.Ordinal);
        using var stream = new MemoryStream(Utf8(body));

        var result = await _receiver.ReceiveAsync(stream, Sign(body));

        result.Should().Be(_receiver.Receive(body, Sign(body))).And.BeOfType<WebhookReceiveResult.Accepted>();
    }

    [Fact]
    public async Task ReceiveAsync_Canceled_Throws()
    {
        using var stream = new MemoryStream(Utf8(Body));
        var receive = () => _receiver.ReceiveAsync(stream, Sign(Body), new CancellationToken(canceled: true)).AsTask();

        await receive.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task ReceiveAsync_StreamThrows_ThrowsTheSame()
    {
        using var stream = new BrokenStream();
        var receive = () => _receiver.ReceiveAsync(stream, new string('0', 40)).AsTask();

        (await receive.Should().ThrowAsync<IOException>()).WithMessage("The connection was reset.");
    }

    [Fact]
    public async Task Receive_Null_Throws()
    {
        var receiveStream = () => _receiver.ReceiveAsync(null!, null).AsTask();

        FluentActions.Invoking(() => _receiver.Receive((string)null!, null)).Should().Throw<ArgumentNullException>().WithParameterName("body");
        (await receiveStream.Should().ThrowAsync<ArgumentNullException>()).WithParameterName("body");
        FluentActions.Invoking(() => new WebhookReceiver((WebhookSigningKey)null!)).Should().Throw<ArgumentNullException>().WithParameterName("key");
        FluentActions.Invoking(() => new WebhookReceiver(Key, null!)).Should().Throw<ArgumentNullException>().WithParameterName("otherKeys");
        FluentActions.Invoking(() => new WebhookReceiver((IEnumerable<WebhookSigningKey>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("keys");
        FluentActions.Invoking(() => new WebhookReceiver((WebhookSignatureVerifier)null!)).Should().Throw<ArgumentNullException>().WithParameterName("verifier");
    }

    [Fact]
    public void Match_EachCase_CallsItsFunctionOnly()
    {
        Describe(_receiver.Receive(Body, Sign(Body))).Should().Be("accepted chat.new with 2026");
        Describe(_receiver.Receive(Body, null)).Should().Be("rejected Missing");
        Describe(_receiver.Receive("[]", Sign("[]"))).Should().Be("invalid NotAnObject");

        static string Describe(WebhookReceiveResult result) => result.Match(
            (webhookEvent, keyName) => $"accepted {webhookEvent.EventType} with {keyName}",
            status => $"rejected {status}",
            error => $"invalid {error.Code}");
    }

    [Fact]
    public void Match_NullFunction_ThrowsForEachResult()
    {
        foreach (var result in (WebhookReceiveResult[])[_receiver.Receive(Body, Sign(Body)), _receiver.Receive(Body, null), _receiver.Receive("[]", Sign("[]"))])
        {
            FluentActions.Invoking(() => result.Match<int>(null!, _ => 0, _ => 0)).Should().Throw<ArgumentNullException>().WithParameterName("onAccepted");
            FluentActions.Invoking(() => result.Match((_, _) => 0, null!, _ => 0)).Should().Throw<ArgumentNullException>().WithParameterName("onRejected");
            FluentActions.Invoking(() => result.Match((_, _) => 0, _ => 0, null!)).Should().Throw<ArgumentNullException>().WithParameterName("onInvalidPayload");
        }
    }

    [Fact]
    public void TryGetEvent_Accepted_GivesTheEventAndNoRejection()
    {
        _receiver.Receive(Body, Sign(Body)).TryGetEvent(out var webhookEvent, out var rejection).Should().BeTrue();

        webhookEvent.Should().Be(WebhookParser.Default.Parse(Body).GetEventOrThrow());
        rejection.Should().BeNull();
    }

    [Theory]
    [InlineData(WebhookSignatureStatus.Missing, "401: The request has no X-HelpCrunch-Signature header. HelpCrunch did not send the request, or a proxy removed the header.")]
    [InlineData(WebhookSignatureStatus.Malformed, "401: The X-HelpCrunch-Signature header is not 40 hexadecimal characters.")]
    [InlineData(WebhookSignatureStatus.Mismatch, "401: The signature does not match the body with any signing key. WebhookSignatureDiagnostics.Diagnose finds the cause.")]
    public void TryGetEvent_Rejected_GivesAStatusCodeOf401(WebhookSignatureStatus status, string expected)
    {
        new WebhookReceiveResult.Rejected(status).TryGetEvent(out var webhookEvent, out var rejection).Should().BeFalse();

        webhookEvent.Should().BeNull();
        rejection!.StatusCode.Should().Be(401);
        rejection.ToString().Should().Be(expected).And.Be($"401: {rejection.Message}");
    }

    [Fact]
    public void TryGetEvent_InvalidPayload_GivesAStatusCodeOf400()
    {
        const string Broken = """{"event":"chat.new","eventData":{"id":1,"customer":{"name":"Zoë"}},"id":"w-1"}""";

        _receiver.Receive(Broken, Sign(Broken)).TryGetEvent(out var webhookEvent, out var rejection).Should().BeFalse();

        webhookEvent.Should().BeNull();
        rejection!.StatusCode.Should().Be(400);
        rejection.Message.Should().Be("InvalidEventData: The data of 'chat.new' has no readable $.eventData.chat_id. (event 'chat.new', id 'w-1')");
    }

    [Fact]
    public void Case_Null_Throws()
    {
        var webhookEvent = WebhookParser.Default.Parse(Body).GetEventOrThrow();

        FluentActions.Invoking(() => new WebhookReceiveResult.Accepted(null!, "2026")).Should().Throw<ArgumentNullException>().WithParameterName("Event");
        FluentActions.Invoking(() => new WebhookReceiveResult.Accepted(webhookEvent, null!)).Should().Throw<ArgumentNullException>().WithParameterName("KeyName");
        FluentActions.Invoking(() => new WebhookReceiveResult.InvalidPayload(null!)).Should().Throw<ArgumentNullException>().WithParameterName("Error");
    }

    [Fact]
    public void ToString_EveryResult_ContainsNothingPersonal()
    {
        var accepted = _receiver.Receive(Body, Sign(Body)).ToString();
        var unreadable = _receiver.Receive(Body + "Zoë", Sign(Body + "Zoë")).ToString();

        accepted.Should().Be("Accepted { Event = ChatNewEvent { EventType = chat.new, Id = w-1 }, KeyName = 2026 }");
        unreadable.Should().StartWith("InvalidPayload { Error = InvalidJson: ").And.NotContain("Zoë").And.NotContain("secret");
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Sign(string body) => WebhookSignature.Compute(Utf8(body), Key);

    private sealed class CountingConverter : JsonConverter<ChatStatus>
    {
        public int Calls { get; private set; }

        public override ChatStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            Calls++;
            return new ChatStatus(reader.GetString()!);
        }

        public override void Write(Utf8JsonWriter writer, ChatStatus value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("The connection was reset.");
    }
}
