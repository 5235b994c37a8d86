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
internal sealed class WebhookDoor(LiveEndpointSettings live, WebhookSignatureVerifier verifier, WebhookParser parser)
{
    /// <param name="context">The request.</param>
    /// <param name="keepBody">Whether the request's body can be read again: by the code behind the door.</param>
    public ValueTask<Admission> AdmitAsync(HttpContext context, bool keepBody = false)
    {
        var request = context.Request;
        if (live.Current is not { } settings)
        {
            return new(RefuseUnread(context, Refusal.Closed, StatusCodes.Status503ServiceUnavailable));
        }

        if (!JsonContentType.IsAllowed(request.ContentType))
        {
            return new(RefuseUnread(context, Refusal.NotJson, StatusCodes.Status415UnsupportedMediaType));
        }

        if (request.ContentLength > settings.MaxBodyBytes)
        {
            return new(TooLarge(context, settings));
        }

        string? signatureHeader = request.Headers[WebhookSignature.HeaderName];
        if (!TakesUnsigned(signatureHeader, settings))
        {
            Span<byte> sent = stackalloc byte[SignatureForm.HashLength];
            var form = SignatureForm.Read(signatureHeader, sent);
            if (form != WebhookSignatureStatus.Mismatch)
            {
                CloseConnection(context);
                return new(Admission.Refuse(form));
            }
        }

        return ReadAndDecideAsync(context, signatureHeader, settings, keepBody);
    }

    private static bool TakesUnsigned(string? signatureHeader, EndpointSettings settings) =>
        settings.AllowUnsigned && (settings.SigningKeys.Length == 0 || string.IsNullOrWhiteSpace(signatureHeader));

    private async ValueTask<Admission> ReadAndDecideAsync(HttpContext context, string? signatureHeader, EndpointSettings settings, bool keepBody)
    {
        var reader = context.Request.BodyReader;
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                var body = result.Buffer;
                if (result.IsCanceled)
                {
                    reader.AdvanceTo(body.End);
                    return ClientGone(context);
                }

                if (body.Length > settings.MaxBodyBytes)
                {
                    reader.AdvanceTo(body.End);
                    return TooLarge(context, settings);
                }

                if (result.IsCompleted)
                {
                    // The bytes stay in the server's buffers: they are verified and parsed where they arrived.
                    var kept = keepBody ? body.ToArray() : null;
                    var admission = DecideAndRelease(reader, body, signatureHeader, settings);
                    if (kept is not null)
                    {
                        context.Request.Body = new MemoryStream(kept, writable: false);
                    }

                    return admission;
                }

                reader.AdvanceTo(body.Start, body.End);
            }
        }
        catch (BadHttpRequestException exception)
        {
            return exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(context, null) // By the server's own limit.
                : context.RequestAborted.IsCancellationRequested ? ClientGone(context) // It said that no more comes.
                : Broken(context, exception.StatusCode);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidDataException or InvalidOperationException)
        {
            // What is not the client's going is a body that something before the endpoint could not read on: a broken gzip, or Brotli,
            // whose stream throws an InvalidOperationException then. Anybody can send those.
            return context.RequestAborted.IsCancellationRequested || exception is OperationCanceledException or ConnectionResetException
                ? ClientGone(context)
                : Broken(context, StatusCodes.Status400BadRequest);
        }
    }

    private Admission DecideAndRelease(PipeReader reader, in ReadOnlySequence<byte> body, string? signatureHeader, EndpointSettings settings)
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

    private Admission DecideOnCopy(in ReadOnlySequence<byte> body, string? signatureHeader, EndpointSettings settings)
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

    private Admission Decide(ReadOnlySpan<byte> body, string? signatureHeader, EndpointSettings settings)
    {
        string? keyName = null;
        if (!TakesUnsigned(signatureHeader, settings))
        {
            var signature = verifier.Verify(body, signatureHeader);
            if (!signature.IsValid)
            {
                return Admission.Refuse(signature.Status, body.Length);
            }

            keyName = signature.KeyName;
        }

        return parser.Parse(body).TryGetEvent(out var webhookEvent, out var error)
            ? Admission.Admit(webhookEvent, keyName, settings, body.Length)
            : Admission.Refuse(error, body.Length);
    }

    private static Admission ClientGone(HttpContext context)
    {
        // Kestrel would go on to the next request, and fail, because its pipe is still in the middle of this one.
        if (!HttpProtocol.IsHttp2(context.Request.Protocol) && !HttpProtocol.IsHttp3(context.Request.Protocol))
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        context.Abort(); // And it would try to read the rest of this one.
        return Admission.Refuse(Refusal.ClientGone, StatusCodes.Status499ClientClosedRequest);
    }

    private static Admission Broken(HttpContext context, int statusCode)
    {
        CloseConnection(context); // Where the next request would begin, nobody knows.
        return Admission.Refuse(Refusal.BrokenBody, statusCode);
    }

    private static Admission TooLarge(HttpContext context, EndpointSettings? settings) =>
        RefuseUnread(context, Refusal.TooLarge, StatusCodes.Status413PayloadTooLarge, settings);

    private static Admission RefuseUnread(HttpContext context, Refusal refusal, int statusCode, EndpointSettings? settings = null)
    {
        CloseConnection(context);
        return Admission.Refuse(refusal, statusCode, settings);
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
