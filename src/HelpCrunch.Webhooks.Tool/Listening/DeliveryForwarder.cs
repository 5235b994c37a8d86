using System.Collections.Frozen;

namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>Sends deliveries to the app: the same body and the same headers. The path of the request does not choose the URL.</summary>
internal sealed class DeliveryForwarder : IDisposable
{
    private const int MaxResponseSize = 64 * 1024;

    /// <summary>Headers of the connection to this tool, which HTTP does not allow to pass on.</summary>
    private static readonly FrozenSet<string> ConnectionHeaders = new[]
    {
        "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly ListenOptions _options;
    private readonly DeliveryList _list;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public DeliveryForwarder(ListenOptions options, DeliveryList list, TimeProvider time)
    {
        _options = options;
        _list = list;
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = options.ForwardTo is { IsLoopback: false },
        })
        {
            Timeout = options.ForwardTimeout,
        };
    }

    /// <summary>The URL of the app. Null if deliveries are not forwarded.</summary>
    public Uri? Target => _options.ForwardTo;

    public bool IsEnabled => Target is not null;

    /// <summary>Sends a delivery of the list to the app, and records the response in the list.</summary>
    /// <returns>The response. Null if the delivery is being sent already or left the list.</returns>
    public async Task<Forwarding?> SendAsync(long number) => _list.TryStartSending(number) is { } delivery
        ? await SendAsync(delivery).ConfigureAwait(false)
        : null;

    /// <summary>Sends a delivery to the app, also if it left the list, and records the response in the list.</summary>
    /// <param name="delivery">A delivery that is marked as being sent.</param>
    public async Task<Forwarding> SendAsync(ReceivedDelivery delivery)
    {
        var forwarding = new Forwarding(ForwardingStatus.Waiting) { Attempts = delivery.Forwarding.Attempts + 1, Error = "The delivery could not be sent to the app." };
        try
        {
            forwarding = await SendRequestAsync(delivery).ConfigureAwait(false);
            return forwarding;
        }
        finally
        {
            _list.SetForwarding(delivery.Number, forwarding);
        }
    }

    /// <summary>Sends the deliveries that wait for the app, one after the other. Stops when the app does not respond.</summary>
    /// <returns>The number of responses.</returns>
    public async Task<int> SendWaitingAsync()
    {
        var responses = 0;
        foreach (var number in _list.GetWaiting())
        {
            var forwarding = await SendAsync(number).ConfigureAwait(false);
            if (forwarding is { Status: ForwardingStatus.Waiting })
            {
                break;
            }

            responses += forwarding is null ? 0 : 1;
        }

        return responses;
    }

    public void Dispose() => _client.Dispose();

    private async Task<Forwarding> SendRequestAsync(ReceivedDelivery delivery)
    {
        var attempts = delivery.Forwarding.Attempts + 1;
        var started = _time.GetTimestamp();
        try
        {
            using var request = CreateRequest(delivery);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
            var body = await ReadStartAsync(response.Content).ConfigureAwait(false);
            return new Forwarding(ForwardingStatus.Responded)
            {
                Attempts = attempts,
                StatusCode = (int)response.StatusCode,
                Duration = _time.GetElapsedTime(started),
                ContentType = response.Content.Headers.ContentType?.ToString(),
                Body = body,
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return new Forwarding(ForwardingStatus.Waiting) { Attempts = attempts, Error = Describe(exception) };
        }
    }

    private HttpRequestMessage CreateRequest(ReceivedDelivery delivery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _options.ForwardTo) { Content = new ReadOnlyMemoryContent(delivery.Body) };
        foreach (var (name, value) in delivery.Headers.Where(header => !ConnectionHeaders.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    private async Task<ReadOnlyMemory<byte>> ReadStartAsync(HttpContent content)
    {
        using var timeout = new CancellationTokenSource(_options.ForwardTimeout, _time);
        var stream = await content.ReadAsStreamAsync(timeout.Token).ConfigureAwait(false);
        var buffer = new byte[MaxResponseSize];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, timeout.Token).ConfigureAwait(false);
        return buffer.AsMemory(0, length).ToArray();
    }

    private string Describe(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
            "The app does not accept connections. Start it, then send the delivery again.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            "The certificate of the app is not trusted. Run dotnet dev-certs https --trust, or forward to an http address.",
        OperationCanceledException => $"The app did not respond within {_options.ForwardTimeout.TotalSeconds:0} seconds.",
        _ => "The app closed the connection before it responded.",
    };
}
