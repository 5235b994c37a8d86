namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>
/// Simulates HelpCrunch: sends events to an endpoint, with retries and with chosen faults, and reports what the endpoint did wrong. It can
/// run several simulations, also at the same time.
/// </summary>
public sealed class WebhookSimulator
{
    private readonly HttpClient _client;
    private readonly Uri _requestUri;
    private readonly WebhookSigningKey _key;
    private readonly WebhookSimulatorOptions _options;

    /// <summary>Initializes a simulator.</summary>
    /// <param name="client">The client. Its timeout bounds each attempt.</param>
    /// <param name="requestUri">The address of the endpoint. It can be relative to <see cref="HttpClient.BaseAddress"/>.</param>
    /// <param name="key">The signing key of the endpoint.</param>
    /// <param name="options">The options. Null, which is the default, for the default options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/>, <paramref name="requestUri"/>, or <paramref name="key"/> is null.</exception>
    public WebhookSimulator(HttpClient client, Uri requestUri, WebhookSigningKey key, WebhookSimulatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(requestUri);
        ArgumentNullException.ThrowIfNull(key);

        _client = client;
        _requestUri = requestUri;
        _key = key;
        _options = options?.Clone() ?? new WebhookSimulatorOptions();
    }

    /// <summary>Initializes a simulator.</summary>
    /// <param name="client">The client. Its timeout bounds each attempt.</param>
    /// <param name="requestUri">The address of the endpoint. It can be relative to <see cref="HttpClient.BaseAddress"/>.</param>
    /// <param name="key">The signing key of the endpoint.</param>
    /// <param name="options">The options. Null, which is the default, for the default options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/>, <paramref name="requestUri"/>, or <paramref name="key"/> is null.</exception>
    public WebhookSimulator(HttpClient client, string requestUri, WebhookSigningKey key, WebhookSimulatorOptions? options = null)
        : this(client, new Uri(requestUri ?? throw new ArgumentNullException(nameof(requestUri)), UriKind.RelativeOrAbsolute), key, options)
    {
    }

    /// <summary>
    /// Sends events. The events are enumerated once, while they are sent. If the enumeration throws, the requests are canceled, and the
    /// exception is thrown. An exception of the client, or of an app on a test server, is a response that is retried.
    /// </summary>
    /// <param name="events">The events, such as <see cref="WebhookSamples.CreateAll"/>. Each needs its own id.</param>
    /// <param name="cancellationToken">Cancels the simulation.</param>
    /// <returns>The responses, and what the endpoint did wrong.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> or one of the events is null.</exception>
    /// <exception cref="InvalidOperationException">The address of the endpoint is not absolute, or does not start with http or https.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task<WebhookSimulationResult> SendAsync(IEnumerable<WebhookEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);

        return await SendAsync(
            async (schedule, sender) =>
            {
                foreach (var group in events.SelectMany(schedule.Next).Concat(schedule.Rest()))
                {
                    await sender.StartAsync(group).ConfigureAwait(false);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

#if NET8_0_OR_GREATER
    /// <summary>
    /// Sends a stream of events. The events are enumerated once, while they are sent. If the enumeration throws, the requests are canceled,
    /// and the exception is thrown. An exception of the client, or of an app on a test server, is a response that is retried.
    /// </summary>
    /// <param name="events">The events. Each needs its own id.</param>
    /// <param name="cancellationToken">Cancels the simulation.</param>
    /// <returns>The responses, and what the endpoint did wrong.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> or one of the events is null.</exception>
    /// <exception cref="InvalidOperationException">The address of the endpoint is not absolute, or does not start with http or https.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task<WebhookSimulationResult> SendAsync(IAsyncEnumerable<WebhookEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);

        return await SendAsync(
            async (schedule, sender) =>
            {
                await foreach (var webhookEvent in events.WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    foreach (var group in schedule.Next(webhookEvent))
                    {
                        await sender.StartAsync(group).ConfigureAwait(false);
                    }
                }

                foreach (var group in schedule.Rest())
                {
                    await sender.StartAsync(group).ConfigureAwait(false);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }
#endif

    private async Task<WebhookSimulationResult> SendAsync(Func<DeliverySchedule, SimulationSender, Task> startAsync, CancellationToken cancellationToken)
    {
        ThrowIfAddressIsInvalid();
        var schedule = new DeliverySchedule(_options);
        using var sender = new SimulationSender(_client, _requestUri, _key, _options, cancellationToken);
        try
        {
            await startAsync(schedule, sender).ConfigureAwait(false);
        }
        catch (Exception)
        {
            sender.Stop();
            throw;
        }
        finally
        {
            await sender.CompleteAsync().ConfigureAwait(false);
        }

        sender.ThrowIfFailed();
        var problems = await new SimulationProblems(_options, schedule.Deliveries).FindAsync(cancellationToken).ConfigureAwait(false);
        return new WebhookSimulationResult(schedule.Deliveries, problems);
    }

    /// <summary>Otherwise the exception of the client would be a response to each attempt.</summary>
    private void ThrowIfAddressIsInvalid()
    {
        // Mono reads a path as the address of a file.
        var isRelative = !_requestUri.IsAbsoluteUri || _requestUri.OriginalString[0] == '/';
        var address = isRelative ? _client.BaseAddress : _requestUri;
        if (address?.Scheme != Uri.UriSchemeHttps && address?.Scheme != Uri.UriSchemeHttp)
        {
            throw new InvalidOperationException(
                "The endpoint needs an absolute address with http or https. Pass one to the simulator, or set the BaseAddress of the HttpClient.");
        }
    }
}
