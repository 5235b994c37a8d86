using System.Net.Http.Headers;

namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>A signed delivery: the body and the headers that HelpCrunch sends.</summary>
public sealed class SignedWebhook
{
    /// <summary>Initializes a delivery with any signature, for example a wrong one.</summary>
    /// <param name="body">The body. It is not copied.</param>
    /// <param name="signature">The value of the signature header.</param>
    /// <exception cref="ArgumentNullException"><paramref name="signature"/> is null. <see cref="CreateUnsigned"/> creates a delivery without a signature.</exception>
    public SignedWebhook(ReadOnlyMemory<byte> body, string signature)
        : this(body) => Signature = signature ?? throw new ArgumentNullException(nameof(signature));

    /// <summary>Initializes a delivery, and signs the body.</summary>
    /// <param name="body">The body. It is not copied.</param>
    /// <param name="key">The signing key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public SignedWebhook(ReadOnlyMemory<byte> body, WebhookSigningKey key)
        : this(body, WebhookSignature.Compute(body.Span, key))
    {
    }

    /// <summary>Initializes a delivery of an event, and signs its body.</summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="key">The signing key.</param>
    /// <param name="options">How the body is written. Null, which is the default, for the default options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="webhookEvent"/> or <paramref name="key"/> is null.</exception>
    public SignedWebhook(WebhookEvent webhookEvent, WebhookSigningKey key, WebhookBodyOptions? options = null)
        : this(WebhookBody.Write(webhookEvent, options), key)
    {
    }

    private SignedWebhook(ReadOnlyMemory<byte> body) => Body = body;

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The value of the header <c>X-HelpCrunch-Signature</c>. Null if the delivery is not signed.</summary>
    public string? Signature { get; }

    /// <summary>The headers: <c>Content-Type</c>, and <c>X-HelpCrunch-Signature</c> if the delivery is signed.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers
    {
        get
        {
            var contentType = new KeyValuePair<string, string>("Content-Type", "application/json");
            return Signature is null ? [contentType] : [contentType, new(WebhookSignature.HeaderName, Signature)];
        }
    }

    /// <summary>Creates a delivery without a signature header.</summary>
    /// <param name="body">The body. It is not copied.</param>
    /// <returns>The delivery.</returns>
    public static SignedWebhook CreateUnsigned(ReadOnlyMemory<byte> body) => new(body);

    /// <summary>Creates a POST request. Each request can be sent once, so create a new one for each attempt.</summary>
    /// <param name="requestUri">The address of the endpoint. It can be relative to <see cref="HttpClient.BaseAddress"/>.</param>
    /// <returns>The request. Dispose it after the response was read.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="requestUri"/> is null.</exception>
    public HttpRequestMessage ToHttpRequestMessage(Uri requestUri)
    {
        ArgumentNullException.ThrowIfNull(requestUri);

        return CreateRequest(requestUri, new ByteArrayContent(Body.ToArray()));
    }

    /// <inheritdoc cref="ToHttpRequestMessage(Uri)" />
    public HttpRequestMessage ToHttpRequestMessage(string requestUri)
    {
        ArgumentNullException.ThrowIfNull(requestUri);

        return ToHttpRequestMessage(new Uri(requestUri, UriKind.RelativeOrAbsolute));
    }

    /// <summary>Returns the length of the body. The text does not contain the body or the signature.</summary>
    public override string ToString() => $"SignedWebhook {{ Length = {Body.Length}, IsSigned = {Signature is not null} }}";

    internal HttpRequestMessage CreateRequest(Uri requestUri, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, requestUri) { Content = content };
        if (Signature is not null)
        {
            request.Headers.TryAddWithoutValidation(WebhookSignature.HeaderName, Signature);
        }

        return request;
    }
}
