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
    private readonly SemaphoreSlim _free = new(options.MaxConcurrency);
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running = 1; // The groups that are being sent, and the caller that starts them.
    private ExceptionDispatchInfo? _failure;

    /// <summary>Starts to send a group, as soon as fewer than <see cref="WebhookSimulatorOptions.MaxConcurrency"/> are being sent.</summary>
    public async Task StartAsync(SimulatedRequest[] group)
    {
        ThrowIfFailed();
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _running);
        _ = SendAsync(group);
    }

    /// <summary>Stops what is being sent, because the caller cannot start more.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Waits until all groups are sent. Call it once, after the last group.</summary>
    public Task CompleteAsync()
    {
        End();
        return _completion.Task;
    }

    public void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            cancellationToken.ThrowIfCancellationRequested(); // With the caller's token, not with that of the simulation.
            _failure.Throw();
        }
    }

    public void Dispose()
    {
        _free.Dispose();
        _stop.Dispose();
    }

    private void End()
    {
        if (Interlocked.Decrement(ref _running) == 0)
        {
            _completion.SetResult(true);
        }
    }

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
            _stop.Cancel(); // After the exception is stored, because the other groups then end with an exception too.
        }
        finally
        {
            _free.Release();
            End();
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

            await _clock.DelayAsync(options.RetryDelay, _stop.Token).ConfigureAwait(false);
        }
    }

    private async Task<WebhookSimulatedResponse> SendOnceAsync(SimulatedRequest request, int attempts)
    {
        var webhook = request.Sign(attempts, options.RetryDelay, key, options.BodyOptions);
        using var message = CreateMessage(request, webhook);
        var start = _clock.GetTimestamp();
        try
        {
            using var response = await client.SendAsync(message, _stop.Token).ConfigureAwait(false);
            return new WebhookSimulatedResponse(attempts, (int)response.StatusCode, exception: null, _clock.GetElapsedTime(start));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            // Also any exception of an app on a test server, which another server answers with 500.
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
        var content = new PiecewiseContent(webhook.Body.ToArray(), hasLength: !isChunked, () => _clock.DelayAsync(pause, _stop.Token));
        var message = webhook.CreateRequest(requestUri, content);
        message.Headers.TransferEncodingChunked = isChunked ? true : null;
        return message;
    }
}
