namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>Sends signed webhooks with any <see cref="HttpClient"/>, such as the one of a test server.</summary>
public static class HttpClientWebhookExtensions
{
    /// <summary>Signs an event and posts it.</summary>
    /// <param name="client">The client.</param>
    /// <param name="requestUri">The address of the endpoint. It can be relative to <see cref="HttpClient.BaseAddress"/>.</param>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="key">The signing key of the endpoint.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The response. Dispose it.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="HttpRequestException">The request failed.</exception>
    public static Task<HttpResponseMessage> PostWebhookAsync(
        this HttpClient client, string requestUri, WebhookEvent webhookEvent, WebhookSigningKey key, CancellationToken cancellationToken = default) =>
        client.PostWebhookAsync(ToUri(requestUri), new SignedWebhook(webhookEvent, key), cancellationToken);

    /// <inheritdoc cref="PostWebhookAsync(HttpClient, string, WebhookEvent, WebhookSigningKey, CancellationToken)" />
    public static Task<HttpResponseMessage> PostWebhookAsync(
        this HttpClient client, Uri requestUri, WebhookEvent webhookEvent, WebhookSigningKey key, CancellationToken cancellationToken = default) =>
        client.PostWebhookAsync(requestUri, new SignedWebhook(webhookEvent, key), cancellationToken);

    /// <summary>Signs a body and posts it.</summary>
    /// <param name="client">The client.</param>
    /// <param name="requestUri">The address of the endpoint. It can be relative to <see cref="HttpClient.BaseAddress"/>.</param>
    /// <param name="body">The body. It does not have to be JSON.</param>
    /// <param name="key">The signing key of the endpoint.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The response. Dispose it.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="HttpRequestException">The request failed.</exception>
    public static Task<HttpResponseMessage> PostWebhookAsync(
        this HttpClient client, string requestUri, ReadOnlyMemory<byte> body, WebhookSigningKey key, CancellationToken cancellationToken = default) =>
        client.PostWebhookAsync(ToUri(requestUri), new SignedWebhook(body, key), cancellationToken);

    /// <inheritdoc cref="PostWebhookAsync(HttpClient, string, ReadOnlyMemory{byte}, WebhookSigningKey, CancellationToken)" />
    public static Task<HttpResponseMessage> PostWebhookAsync(
        this HttpClient client, Uri requestUri, ReadOnlyMemory<byte> body, WebhookSigningKey key, CancellationToken cancellationToken = default) =>
        client.PostWebhookAsync(requestUri, new SignedWebhook(body, key), cancellationToken);

    /// <summary>Posts a delivery as it is, for example one with a wrong signature.</summary>
    /// <param name="client">The client.</param>
    /// <param name="requestUri">The address of the endpoint. It can be relative to <see cref="HttpClient.BaseAddress"/>.</param>
    /// <param name="webhook">The delivery.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The response. Dispose it.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="HttpRequestException">The request failed.</exception>
    public static Task<HttpResponseMessage> PostWebhookAsync(
        this HttpClient client, string requestUri, SignedWebhook webhook, CancellationToken cancellationToken = default) =>
        client.PostWebhookAsync(ToUri(requestUri), webhook, cancellationToken);

    /// <inheritdoc cref="PostWebhookAsync(HttpClient, string, SignedWebhook, CancellationToken)" />
    public static async Task<HttpResponseMessage> PostWebhookAsync(
        this HttpClient client, Uri requestUri, SignedWebhook webhook, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(webhook);

        using var request = webhook.ToHttpRequestMessage(requestUri);
        return await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static Uri ToUri(string requestUri)
    {
        ArgumentNullException.ThrowIfNull(requestUri);

        return new Uri(requestUri, UriKind.RelativeOrAbsolute);
    }
}
