using System.Net;

namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Hosting;

/// <summary>A server that records requests, and responds as a function says.</summary>
internal sealed class RecordingServer(Func<ReceivedRequest, HttpStatusCode> respond) : HttpMessageHandler
{
    private readonly List<ReceivedRequest> _requests = [];

    public static WebhookSigningKey Key { get; } = new("made-up-signing-key", "2026");

    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static RecordingServer AcceptValid() => new(request => request.IsValid ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);

    public static RecordingServer Respond(HttpStatusCode statusCode) => new(_ => statusCode);

    public WebhookSimulator Simulator(WebhookSimulatorOptions? options = null) =>
        new(new HttpClient(this), "https://example.com/webhooks", Key, options);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var length = request.Content!.Headers.ContentLength;
        var body = await request.Content.ReadAsStringAsync(cancellationToken);
        var signature = request.Headers.TryGetValues(WebhookSignature.HeaderName, out var values) ? values.Single() : null;
        var received = new ReceivedRequest(body, signature, length);
        lock (_requests)
        {
            _requests.Add(received);
        }

        return new HttpResponseMessage(respond(received));
    }
}
