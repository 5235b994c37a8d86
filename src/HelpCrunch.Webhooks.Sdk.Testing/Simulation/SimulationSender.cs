using System.Runtime.ExceptionServices;

namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>Sends the groups of one simulation, a limited number at the same time.</summary>
internal sealed class SimulationSender(
    HttpClient client,
    Uri requestUri,
    WebhookSigningKey key,
    WebhookSimulatorOptions options,
    CancellationToken cancellationToken) : IDisposable
{
    private readonly SimulatorClock _clock = new(options);
    private readonly int _maxConcurrency = options.MaxConcurrency;
    private readonly SemaphoreSlim _free = new(options.MaxConcurrency);
    private ExceptionDispatchInfo? _failure;

    /// <summary>Starts to send a group, as soon as fewer than <see cref="WebhookSimulatorOptions.MaxConcurrency"/> are being sent.</summary>
    public async Task StartAsync(SimulatedRequest[] group)
    {
        ThrowIfFailed();
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        _ = SendAsync(group);
    }

    /// <summary>Waits until all groups are sent.</summary>
    public async Task CompleteAsync()
    {
        for (var index = 0; index < _maxConcurrency; index++)
        {
            await _free.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    public void ThrowIfFailed() => _failure?.Throw();

    public void Dispose() => _free.Dispose();

    private async Task SendAsync(SimulatedRequest[] group)
    {
        try
        {
            ThrowIfFailed();
            await Task.WhenAll(group.Select(SendUntilAcceptedAsync)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // StartAsync or the simulator throws it.
            _failure ??= ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task SendUntilAcceptedAsync(SimulatedRequest request)
    {
        var lastAttempts = request.FirstAttempts + options.MaxAttempts - 1;
        var isRedelivered = request.IsRedelivered || !request.Has(WebhookFaults.Redelivery);
        for (var attempts = request.FirstAttempts; ; attempts++)
        {
            var response = await SendOnceAsync(request, attempts).ConfigureAwait(false);
            request.Delivery.Add(response);
            if (request.Delivery.IsForgery || (response.IsAccepted && isRedelivered))
            {
                return;
            }

            if (response.IsAccepted)
            {
                isRedelivered = true;
                lastAttempts++;
            }
            else if (attempts >= lastAttempts)
            {
                request.Delivery.GiveUp(response);
                return;
            }

            await _clock.DelayAsync(options.RetryDelay, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<WebhookSimulatedResponse> SendOnceAsync(SimulatedRequest request, int attempts)
    {
        var webhook = request.Sign(attempts, options.RetryDelay, key, options.BodyOptions);
        using var message = CreateMessage(request, webhook);
        var start = _clock.GetTimestamp();
        try
        {
            using var response = await client.SendAsync(message, cancellationToken).ConfigureAwait(false);
            return new WebhookSimulatedResponse(attempts, (int)response.StatusCode, exception: null, _clock.GetElapsedTime(start));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new WebhookSimulatedResponse(attempts, statusCode: null, exception, _clock.GetElapsedTime(start));
        }
    }

    private HttpRequestMessage CreateMessage(SimulatedRequest request, SignedWebhook webhook)
    {
        var (isSlow, isChunked) = (request.Has(WebhookFaults.SlowBody), request.Has(WebhookFaults.ChunkedBody));
        if (!isSlow && !isChunked)
        {
            return webhook.ToHttpRequestMessage(requestUri);
        }

        var pause = isSlow ? TimeSpan.FromTicks(options.SlowBodyDuration.Ticks / (PiecewiseContent.PieceCount - 1)) : TimeSpan.Zero;
        var content = new PiecewiseContent(webhook.Body.ToArray(), hasLength: !isChunked, () => _clock.DelayAsync(pause, cancellationToken));
        var message = webhook.CreateRequest(requestUri, content);
        message.Headers.TransferEncodingChunked = isChunked ? true : null;
        return message;
    }
}
