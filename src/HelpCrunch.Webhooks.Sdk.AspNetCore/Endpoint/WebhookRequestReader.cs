using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Decides whether a request comes in: its kind, its length, its signature, and only then its contents. What is refused for its
/// headers has its body not read.
/// </summary>
internal sealed class WebhookRequestReader(EndpointOptionsAccessor live, WebhookSignatureVerifier verifier, WebhookParser parser)
{
    /// <param name="context">The request.</param>
    /// <param name="keepBody">Whether the request's body can be read again: by the code behind the door.</param>
    public ValueTask<WebhookRequestResult> ReadAsync(HttpContext context, bool keepBody = false)
    {
        var request = context.Request;
        if (live.Current is not { } settings)
        {
            return new(RejectUnread(context, RejectionReason.InvalidOptions, StatusCodes.Status503ServiceUnavailable));
        }

        if (!JsonContentType.IsAllowed(request.ContentType))
        {
            return new(RejectUnread(context, RejectionReason.UnsupportedMediaType, StatusCodes.Status415UnsupportedMediaType));
        }

        if (request.ContentLength > settings.MaxRequestBodySize)
        {
            return new(PayloadTooLarge(context, settings));
        }

        string? signatureHeader = request.Headers[WebhookSignature.HeaderName];
        if (!TakesUnsigned(signatureHeader, settings))
        {
            Span<byte> sent = stackalloc byte[SignatureHeaderFormat.HashLength];
            var form = SignatureHeaderFormat.Read(signatureHeader, sent);
            if (form != WebhookSignatureStatus.Mismatch)
            {
                CloseConnection(context);
                return new(WebhookRequestResult.Reject(form));
            }
        }

        return ReadAndDecideAsync(context, signatureHeader, settings, keepBody);
    }

    private static bool TakesUnsigned(string? signatureHeader, ResolvedEndpointOptions settings) =>
        settings.AllowUnsignedRequests && (settings.SigningKeys.Length == 0 || string.IsNullOrWhiteSpace(signatureHeader));

    private async ValueTask<WebhookRequestResult> ReadAndDecideAsync(HttpContext context, string? signatureHeader, ResolvedEndpointOptions settings, bool keepBody)
    {
        var reader = context.Request.BodyReader;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                var body = read.Buffer;
                if (read.IsCanceled)
                {
                    reader.AdvanceTo(body.End);
                    return ClientDisconnected(context);
                }

                if (body.Length > settings.MaxRequestBodySize)
                {
                    reader.AdvanceTo(body.End);
                    return PayloadTooLarge(context, settings);
                }

                if (read.IsCompleted)
                {
                    // The bytes stay in the server's buffers: they are verified and parsed where they arrived.
                    var kept = keepBody ? body.ToArray() : null;
                    var decision = DecideAndRelease(reader, body, signatureHeader, settings);
                    if (kept is not null)
                    {
                        context.Request.Body = new MemoryStream(kept, writable: false);
                    }

                    return decision;
                }

                reader.AdvanceTo(body.Start, body.End);
            }
        }
        catch (BadHttpRequestException exception)
        {
            return exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? PayloadTooLarge(context, null) // By the server's own limit.
                : context.RequestAborted.IsCancellationRequested ? ClientDisconnected(context) // It said that no more comes.
                : Broken(context, exception.StatusCode);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidDataException or InvalidOperationException)
        {
            // What is not the client's going is a body that something before the endpoint could not read on: a broken gzip, or Brotli,
            // whose stream throws an InvalidOperationException then. Anybody can send those.
            return context.RequestAborted.IsCancellationRequested || exception is OperationCanceledException or ConnectionResetException
                ? ClientDisconnected(context)
                : Broken(context, StatusCodes.Status400BadRequest);
        }
    }

    private WebhookRequestResult DecideAndRelease(PipeReader reader, in ReadOnlySequence<byte> body, string? signatureHeader, ResolvedEndpointOptions settings)
    {
        try
        {
            return body.IsSingleSegment
                ? Decide(body.FirstSpan, signatureHeader, settings)
                : DecideOnCopy(body, signatureHeader, settings);
        }
        finally
        {
            reader.AdvanceTo(body.End);
        }
    }

    private WebhookRequestResult DecideOnCopy(in ReadOnlySequence<byte> body, string? signatureHeader, ResolvedEndpointOptions settings)
    {
        var length = (int)body.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(copy);
            return Decide(copy.AsSpan(0, length), signatureHeader, settings);
        }
        finally
        {
            copy.AsSpan(0, length).Clear(); // It holds people's messages.
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    private WebhookRequestResult Decide(ReadOnlySpan<byte> body, string? signatureHeader, ResolvedEndpointOptions settings)
    {
        string? keyName = null;
        if (!TakesUnsigned(signatureHeader, settings))
        {
            var signature = verifier.Verify(body, signatureHeader);
            if (!signature.IsValid)
            {
                return WebhookRequestResult.Reject(signature.Status, body.Length);
            }

            keyName = signature.KeyName;
        }

        return parser.Parse(body).TryGetEvent(out var webhookEvent, out var error)
            ? WebhookRequestResult.Success(webhookEvent, keyName, settings, body.Length)
            : WebhookRequestResult.Reject(error, body.Length);
    }

    private static WebhookRequestResult ClientDisconnected(HttpContext context)
    {
        // Kestrel would go on to the next request, and fail, because its pipe is still in the middle of this one.
        if (!HttpProtocol.IsHttp2(context.Request.Protocol) && !HttpProtocol.IsHttp3(context.Request.Protocol))
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        context.Abort(); // And it would try to read the rest of this one.
        return WebhookRequestResult.Reject(RejectionReason.ClientDisconnected, StatusCodes.Status499ClientClosedRequest);
    }

    private static WebhookRequestResult Broken(HttpContext context, int statusCode)
    {
        CloseConnection(context); // Where the next request would begin, nobody knows.
        return WebhookRequestResult.Reject(RejectionReason.IncompleteBody, statusCode);
    }

    private static WebhookRequestResult PayloadTooLarge(HttpContext context, ResolvedEndpointOptions? settings) =>
        RejectUnread(context, RejectionReason.PayloadTooLarge, StatusCodes.Status413PayloadTooLarge, settings);

    private static WebhookRequestResult RejectUnread(HttpContext context, RejectionReason refusal, int statusCode, ResolvedEndpointOptions? settings = null)
    {
        CloseConnection(context);
        return WebhookRequestResult.Reject(refusal, statusCode, settings);
    }

    /// <summary>After an answer to a body that was not read to its end, which the server would read to reach the next request.</summary>
    private static void CloseConnection(HttpContext context)
    {
        if (HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }
    }
}
