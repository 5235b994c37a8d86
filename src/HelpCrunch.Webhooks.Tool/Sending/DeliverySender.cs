using System.Net.Sockets;
using HelpCrunch.Webhooks.Sdk.Testing;

namespace HelpCrunch.Webhooks.Tool.Sending;

/// <summary>Sends deliveries to an endpoint. The bytes are sent as they are, and no answer is retried.</summary>
internal sealed class DeliverySender(ToolEnvironment environment, Uri url) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);

    // Without HttpClient, which would add a timer and a cancellation token to each request.
    private readonly HttpMessageInvoker _client = new(environment.CreateHttpHandler());

    /// <summary>Sends deliveries, a number of them at the same time.</summary>
    /// <param name="count">The number of deliveries.</param>
    /// <param name="parallel">How many are sent at the same time.</param>
    /// <param name="create">Creates the delivery with an index. It is called by several threads.</param>
    /// <param name="onAnswer">Called after each answer.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The answers, in the order of the indexes.</returns>
    public async Task<DeliveryAnswer[]> SendAsync(int count, int parallel, Func<int, SignedWebhook> create, Action onAnswer, CancellationToken cancellationToken)
    {
        var answers = new DeliveryAnswer[count];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(parallel, count)).Select(_ => Task.Run(SendNextAsync, cancellationToken)));
        return answers;

        async Task SendNextAsync()
        {
            using var connection = environment.HasNetwork && url.Scheme == Uri.UriSchemeHttp ? new HttpConnection(url) : null;
            for (var index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
            {
                var webhook = create(index);
                answers[index] = connection is null
                    ? await SendAsync(webhook, cancellationToken)
                    : await MeasureAsync(() => connection.PostAsync(webhook.Body, webhook.Signature ?? "", cancellationToken), cancellationToken);
                onAnswer();
            }
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Sends a delivery.</summary>
    public Task<DeliveryAnswer> SendAsync(SignedWebhook webhook, CancellationToken cancellationToken) => MeasureAsync(
        async () =>
        {
            using var request = webhook.ToHttpRequestMessage(url);
            using var response = await _client.SendAsync(request, cancellationToken);
            await response.Content.CopyToAsync(Stream.Null, cancellationToken);
            return (int)response.StatusCode;
        },
        cancellationToken);

    private async Task<DeliveryAnswer> MeasureAsync(Func<ValueTask<int>> send, CancellationToken cancellationToken)
    {
        var started = environment.TimeProvider.GetTimestamp();
        try
        {
            var sending = send();
            var statusCode = sending.IsCompletedSuccessfully ? sending.Result : await sending.AsTask().WaitAsync(Timeout, environment.TimeProvider, cancellationToken);
            return new DeliveryAnswer(statusCode, environment.TimeProvider.GetElapsedTime(started));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or TimeoutException)
        {
            return new DeliveryAnswer(null, environment.TimeProvider.GetElapsedTime(started), Describe(exception));
        }
    }

    public static string Describe(Exception exception) => exception switch
    {
        TimeoutException => $"not within {Timeout.TotalSeconds} seconds",
        _ when (exception as SocketException ?? exception.InnerException) is SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "the connection was refused",
        _ => exception.Message,
    };
}
