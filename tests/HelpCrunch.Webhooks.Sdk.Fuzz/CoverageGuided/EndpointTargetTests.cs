using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>Each promise is broken once by a faulty endpoint, and the requests of the app reach what they should reach.</summary>
public sealed class EndpointTargetTests : IDisposable
{
    private const string New = """{"event":"customer.new","eventData":{"id":42,"name":"»private«"},"id":"2"}""";
    private const string Rated = """{"event":"chat.rated","eventData":{"chat_id":743},"id":"1"}""";
    private const string Signature = "X-HelpCrunch-Signature: {signature}\n";

    private static readonly EndpointAnswer Handled = new(200, 1, IsSigned: true, HasFailed: false, null, "");

    private readonly EndpointApp _app = new();

    [Theory]
    [InlineData("/signed", Signature, New, 200, 1)]
    [InlineData("/signed", Signature, Rated, 500, 1)]
    [InlineData("/signed", Signature, "{}", 400, 0)]
    [InlineData("/signed", "", New, 401, 0)]
    [InlineData("/signed", "X-HelpCrunch-Signature: 0123456789abcdef0123456789abcdef01234567\n", New, 401, 0)]
    [InlineData("/signed", Signature + "Content-Type: text/plain\n", New, 200, 1)]
    [InlineData("/signed", Signature + "Content-Type: text/plain\n", "a=b", 415, 0)]
    [InlineData("/signed", "Content-Type: text/plain\n", New, 415, 0)]
    [InlineData("/open", "Content-Type: text/plain\n", New, 415, 0)]
    [InlineData("/signed", Signature + "Content-Length: 3000\n", New, 413, 0)]
    [InlineData("/signed", Signature + "Reads: 1 2 0 30\n", New, 200, 1)]
    [InlineData("/signed", Signature + "Reads: 0 0\n", "", 400, 0)]
    [InlineData("/signed", Signature + "Reads: 5 cancel\n", New, 499, 0)]
    [InlineData("/signed", Signature + "Reads: 5 abort\n", New, 499, 0)]
    [InlineData("/signed", Signature + "Reads: 5 reset\n", New, 499, 0)]
    [InlineData("/signed", Signature + "Reads: 5 gone\n", New, 499, 0)]
    [InlineData("/signed", Signature + "Reads: 5 bad\n", New, 400, 0)]
    [InlineData("/signed", Signature + "Reads: 5 slow\n", New, 408, 0)]
    [InlineData("/signed", Signature + "Reads: 5 large\n", New, 413, 0)]
    [InlineData("/signed", Signature + "Reads: 5 io\n", New, 400, 0)]
    [InlineData("/signed", Signature + "Reads: 5 data\n", New, 400, 0)]
    [InlineData("/signed", Signature + "Reads: 5 decompression\n", New, 400, 0)]
    [InlineData("/verified", Signature, New, 200, 1)]
    [InlineData("/verified", "", New, 401, 0)]
    [InlineData("/unsigned", "", New, 200, 1)]
    [InlineData("/unsigned", "X-HelpCrunch-Signature: 0\n", New, 401, 0)]
    [InlineData("/open", "X-HelpCrunch-Signature: 0\n", New, 200, 1)]
    [InlineData("/", Signature, New, 404, 0)]
    public void Send_Request_HasTheStatusOfTheEndpoint(string path, string headers, string body, int status, int handled)
    {
        var request = Request(path, headers, body);

        var answer = _app.Send(request, request.Reads);

        (answer.Status, answer.Handled, answer.Misuse).Should().Be((status, handled, null));
        answer.Texts.Should().NotContain(Corpus.Mark);
    }

    [Fact]
    public void Examine_StatusThatIsNotDocumented_IsFound() =>
        PromiseBrokenBy((_, _) => Handled with { Status = 302 }).Should().Be("The status is one of the documented ones.");

    [Fact]
    public void Examine_BodyThatIsReadWrongly_IsFound() =>
        PromiseBrokenBy((_, _) => Handled with { Misuse = "AdvanceTo was not called." }).Should().Be("The body is read as the server requires.");

    [Theory]
    [InlineData(200, 1)]
    [InlineData(200, 0)]
    [InlineData(400, 0)]
    [InlineData(500, 0)]
    public void Examine_UnsignedBodyThatIsParsed_IsFound(int status, int handled) =>
        PromiseBrokenBy((_, _) => Handled with { Status = status, Handled = handled, IsSigned = false }).Should().Be("Only a signed body is parsed and handled.");

    [Fact]
    public void Examine_SignedBodyThatIsRejected_IsFound() =>
        PromiseBrokenBy((_, _) => Handled with { Status = 401 }).Should().Be("A signed body is not rejected for its signature.");

    [Fact]
    public void Examine_IncompleteBodyThatIsHandled_IsFound() =>
        PromiseBrokenBy((_, _) => Handled with { HasFailed = true }).Should().Be("A body that did not arrive is not handled.");

    [Fact]
    public void Examine_PartsThatMakeADifference_AreFound() =>
        PromiseBrokenBy((_, reads) => reads.Count == 0 ? Handled with { Status = 400, Handled = 0 } : Handled).Should().Be("The parts in which a body arrives make no difference.");

    [Fact]
    public void Examine_DeliveryThatIsHandledAgain_IsFound() =>
        PromiseBrokenBy((_, _) => Handled).Should().Be("A delivery that was handled is not handled again.");

    [Fact]
    public void Examine_LogThatQuotes_IsFound() =>
        PromiseBrokenBy((_, _) => Handled with { Handled = 0, Texts = "It has »private«." }).Should().Be("Responses and logs do not quote the contents.");

    [Fact]
    public void Examine_EndpointThatThrows_IsFound() =>
        PromiseBrokenBy((_, _) => throw new IOException()).Should().Be("No request makes the endpoint throw.");

    public void Dispose() => _app.Dispose();

    private static string? PromiseBrokenBy(Func<RawRequest, IReadOnlyList<string>, EndpointAnswer> send) =>
        new EndpointTarget(send, () => { }).Examine(Input("/signed", Signature + "Reads: 1\n", New))?.Promise;

    private static RawRequest Request(string path, string headers, string body) => RawRequest.Parse(Input(path, headers, body));

    private static byte[] Input(string path, string headers, string body) => Encoding.UTF8.GetBytes($"POST {path} HTTP/1.1\n{headers}\n{body}");
}
