using System.Collections.Frozen;
using System.Net.Sockets;
using System.Text;

namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>Sends deliveries to the app: the same body and the same headers. The path of the request does not choose the URL.</summary>
internal sealed class DeliveryForwarder : IDisposable
{
    private const int MaxResponseSize = 64 * 1024;

    /// <summary>
    /// The headers of the connection to this tool, which HTTP does not allow to pass on, and Accept-Encoding: a compressed response would not be
    /// readable on the page.
    /// </summary>
    private static readonly FrozenSet<string> HeadersNotForwarded = new[]
    {
        "Accept-Encoding", "Connection", "Content-Length", "Expect", "Host", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer",
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
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            UseCookies = false,
            UseProxy = options.ForwardTo is { IsLoopback: false },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // Each request has its timeout.
        };
    }

    /// <summary>The URL of the app. Null if deliveries are not forwarded.</summary>
    public Uri? Target => _options.ForwardTo;

    public bool IsEnabled => Target is not null;

    /// <summary>Sends a delivery of the list to the app, and records the response in the list.</summary>
    /// <returns>The response. Null if the delivery is being sent already or left the list.</returns>
    public async Task<Forwarding?> SendAsync(long number, CancellationToken cancellationToken = default) => _list.TryStartSending(number) is { } delivery
        ? await SendAsync(delivery, cancellationToken).ConfigureAwait(false)
        : null;

    /// <summary>Sends a delivery to the app, also if it left the list, and records the response in the list.</summary>
    /// <param name="delivery">A delivery that is marked as being sent.</param>
    /// <param name="cancellationToken">Cancels the request. The delivery then waits for the app.</param>
    public async Task<Forwarding> SendAsync(ReceivedDelivery delivery, CancellationToken cancellationToken = default)
    {
        var forwarding = new Forwarding(ForwardingStatus.Waiting) { Attempts = delivery.Forwarding.Attempts + 1, Error = "The delivery could not be sent to the app." };
        try
        {
            forwarding = await SendRequestAsync(delivery, cancellationToken).ConfigureAwait(false);
            return forwarding;
        }
        finally
        {
            _list.SetForwarding(delivery.Number, forwarding);
        }
    }

    /// <summary>
    /// Sends the deliveries that wait for the app, one after the other. Stops when the app does not accept connections, or does not respond to
    /// two of them in time: one that always takes too long does not keep the others from being sent.
    /// </summary>
    /// <returns>The number of responses.</returns>
    public async Task<int> SendWaitingAsync(CancellationToken cancellationToken = default)
    {
        var (responses, timeouts) = (0, 0);
        foreach (var number in _list.GetWaiting())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var forwarding = await SendAsync(number, cancellationToken).ConfigureAwait(false);
            timeouts += forwarding is { IsTimeout: true } ? 1 : 0;
            if (forwarding is { IsUnreachable: true } || timeouts == 2)
            {
                break;
            }

            responses += forwarding is { Status: ForwardingStatus.Responded } ? 1 : 0;
        }

        return responses;
    }

    public void Dispose() => _client.Dispose();

    private async Task<Forwarding> SendRequestAsync(ReceivedDelivery delivery, CancellationToken cancellationToken)
    {
        var attempts = delivery.Forwarding.Attempts + 1;
        var started = _time.GetTimestamp();
        try
        {
            using var request = CreateRequest(delivery);
            using var timeout = new CancellationTokenSource(_options.ForwardTimeout, _time);
            using var canceled = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, canceled.Token).ConfigureAwait(false);
            var duration = _time.GetElapsedTime(started);
            var body = await ReadStartAsync(response.Content, cancellationToken).ConfigureAwait(false);
            return new Forwarding(ForwardingStatus.Responded)
            {
                Attempts = attempts,
                StatusCode = (int)response.StatusCode,
                Duration = duration,
                RetryAfter = response.Headers.RetryAfter?.ToString(),
                ContentType = response.Content.Headers.ContentType?.ToString(),
                Body = body,
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Forwarding(ForwardingStatus.Waiting)
            {
                Attempts = attempts,
                Error = Describe(exception),
                IsUnreachable = IsConnectionError(exception),
                IsTimeout = exception is OperationCanceledException,
            };
        }
    }

    private HttpRequestMessage CreateRequest(ReceivedDelivery delivery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _options.ForwardTo) { Content = new ReadOnlyMemoryContent(delivery.Body) };
        foreach (var (name, value) in delivery.Headers.Where(header => !HeadersNotForwarded.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    /// <summary>Reads the start of the body. The app has responded with a status, so a body that does not end is not an error.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadStartAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.ForwardTimeout, _time);
        using var canceled = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var buffer = new byte[MaxResponseSize];
        var length = 0;
        try
        {
            var stream = await content.ReadAsStreamAsync(canceled.Token).ConfigureAwait(false);
            for (int count; length < buffer.Length && (count = await stream.ReadAsync(buffer.AsMemory(length), canceled.Token).ConfigureAwait(false)) > 0;)
            {
                length += count;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // What was read is the body.
        }

        return buffer.AsMemory(0, length).ToArray();
    }

    private static bool IsConnectionError(Exception exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

    private string Describe(Exception exception) => exception switch
    {
        _ when IsConnectionError(exception) => "The app does not accept connections. Start it, then send the delivery again.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            "The certificate of the app is not trusted. Run dotnet dev-certs https --trust, or forward to an http address.",
        OperationCanceledException => $"The app did not respond within {_options.ForwardTimeout.TotalSeconds:0} seconds.",
        _ => "The app closed the connection before it responded.",
    };
}
