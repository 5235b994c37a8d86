using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using HelpCrunch.Webhooks.Sdk.Testing;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>Sends signed deliveries, and sends each of them again until an instance accepts it.</summary>
internal sealed class DeliverySender(params Uri[] instances) : IDisposable
{
    private static readonly WebhookSigningKey Key = new("made-up-signing-key");
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromMinutes(5) };
    private int _interrupted;

    /// <summary>
    /// The attempts that reached an instance and were neither accepted nor rejected with 503: there was no response, because the instance was
    /// killed, or the handler failed. Only such an attempt can have an effect although its delivery is not completed.
    /// </summary>
    public int Interrupted => _interrupted;

    /// <summary>Sends a delivery once. The status is 0 if there is no response.</summary>
    public async Task<(HttpStatusCode Status, bool HasRetryAfter)> SendAsync(string id, int instance = 0)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"event":"chat.rated","eventData":{"chat_id":743,"rating":"poor"},"id":"{{id}}"}""");
        try
        {
            using var response = await _client.PostWebhookAsync(new Uri(instances[instance], "webhooks"), body, Key);
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable))
            {
                Interlocked.Increment(ref _interrupted);
            }

            return (response.StatusCode, response.Headers.RetryAfter is not null);
        }
        catch (Exception exception) when (exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } or SocketException)
        {
            return default; // The instance is not running. HttpClient throws a SocketException if it ends while the client connects.
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Interlocked.Increment(ref _interrupted);
            return default; // The instance was killed, or does not respond.
        }
    }

    public async Task SendUntilAcceptedAsync(string id, int instance = 0)
    {
        while ((await SendAsync(id, instance)).Status != HttpStatusCode.OK)
        {
            await Task.Delay(RetryAfter);
            instance = (instance + 1) % instances.Length;
        }
    }

    /// <summary>
    /// Sends deliveries until all are accepted. Each tenth is sent to two instances at the same time. Rejected deliveries are sent again in
    /// rounds, so that a claim of a killed instance delays only its delivery.
    /// </summary>
    public async Task SendAllAsync(IEnumerable<string> ids, int concurrency)
    {
        (string Id, int Instance)[] round =
        [
            .. ids.SelectMany((id, index) => Enumerable.Range(index, index % 10 == 0 ? 2 : 1).Select(instance => (id, instance % instances.Length))),
        ];
        while (round.Length > 0)
        {
            var rejected = new ConcurrentBag<(string, int)>();
            await Parallel.ForEachAsync(round, new ParallelOptions { MaxDegreeOfParallelism = concurrency }, async (delivery, _) =>
            {
                if ((await SendAsync(delivery.Id, delivery.Instance)).Status != HttpStatusCode.OK)
                {
                    rejected.Add((delivery.Id, (delivery.Instance + 1) % instances.Length));
                }
            });
            round = [.. rejected];
            await Task.Delay(round.Length > 0 ? RetryAfter : TimeSpan.Zero);
        }
    }

    public async Task<HttpStatusCode> CheckHealthAsync()
    {
        using var response = await _client.GetAsync(new Uri(instances[0], "health"));
        return response.StatusCode;
    }

    /// <summary>The time in the responses of an instance, which is that of its clock.</summary>
    public async Task<DateTimeOffset> ReadClockAsync(int instance)
    {
        using var response = await _client.GetAsync(new Uri(instances[instance], "health"));
        return response.Headers.Date!.Value;
    }

    public void Dispose() => _client.Dispose();
}
