using System.Globalization;
using System.Net.Sockets;
using HelpCrunch.Webhooks.Sdk.Testing;

namespace HelpCrunch.Webhooks.Tool.Sending;

/// <summary>Sends deliveries to an endpoint. The bytes are sent as they are, and no response is retried.</summary>
internal sealed class DeliverySender(ToolEnvironment environment, Uri url, TimeSpan timeout) : IDisposable
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(100);

    // HttpClient would buffer each response, and add a second timer to each request.
    private readonly HttpMessageInvoker _client = new(environment.CreateHttpHandler());

    public DeliverySender(ToolEnvironment environment, Uri url)
        : this(environment, url, DefaultTimeout)
    {
    }

    /// <summary>Sends deliveries, a number of them at the same time.</summary>
    /// <param name="count">The number of deliveries.</param>
    /// <param name="parallel">How many are sent at the same time.</param>
    /// <param name="create">Creates the delivery with an index. It is called by several threads.</param>
    /// <param name="onResponse">Called after each response.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The responses, in the order of the indexes.</returns>
    public async Task<DeliveryResponse[]> SendAsync(int count, int parallel, Func<int, SignedWebhook> create, Action onResponse, CancellationToken cancellationToken)
    {
        var responses = new DeliveryResponse[count];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(parallel, count)).Select(_ => Task.Run(SendNextAsync, cancellationToken)));
        return responses;

        async Task SendNextAsync()
        {
            for (var index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
            {
                responses[index] = await SendAsync(create(index), cancellationToken);
                onResponse();
            }
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Sends a delivery.</summary>
    public Task<DeliveryResponse> SendAsync(SignedWebhook webhook, CancellationToken cancellationToken) => SendAsync(webhook, contentType: null, cancellationToken);

    /// <summary>Sends a delivery with the content type that it was received with.</summary>
    /// <param name="webhook">The body and the signature.</param>
    /// <param name="contentType">The header <c>Content-Type</c>. Null for that of HelpCrunch.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<DeliveryResponse> SendAsync(SignedWebhook webhook, string? contentType, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, environment.TimeProvider);
        using var canceled = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var started = environment.TimeProvider.GetTimestamp();
        try
        {
            using var request = webhook.ToHttpRequestMessage(url);
            if (contentType is not null)
            {
                request.Content!.Headers.Remove("Content-Type");
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }

            using var response = await _client.SendAsync(request, canceled.Token);
            await response.Content.CopyToAsync(Stream.Null, canceled.Token);
            return new DeliveryResponse((int)response.StatusCode, environment.TimeProvider.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryResponse(null, environment.TimeProvider.GetElapsedTime(started), DescribeTimeout(timeout));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException) // HttpClient throws the last one if the app ends while it connects.
        {
            return new DeliveryResponse(null, environment.TimeProvider.GetElapsedTime(started), Describe(exception));
        }
    }

    public static string Describe(Exception exception) => exception switch
    {
        TimeoutException or OperationCanceledException => DescribeTimeout(DefaultTimeout),
        _ when (exception as SocketException ?? exception.InnerException) is SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "nothing listens at the address",
        _ => exception.Message,
    };

    private static string DescribeTimeout(TimeSpan timeout) => string.Create(CultureInfo.InvariantCulture, $"not within {timeout.TotalSeconds} seconds");
}
