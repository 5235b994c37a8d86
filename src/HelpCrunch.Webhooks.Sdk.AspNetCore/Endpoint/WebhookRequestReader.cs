using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Reads a request: checks the headers, reads the body, verifies the signature, and parses the event. The body of a request that is
/// rejected for its headers is not read.
/// </summary>
/// <remarks>
/// The options may change while the body arrives. Those at the start decide whether the body is read, and how far. Those after it
/// decide whether the request is accepted: a removed key or withdrawn unsigned access no longer counts. The account of the request, with
/// its keys, is resolved before the body is read.
/// </remarks>
internal sealed class WebhookRequestReader(EndpointOptionsAccessor accessor, WebhookParser parser, TimeProvider timeProvider)
{
    private long _lastDelivery = timeProvider.GetTimestamp();

    /// <summary>The time since the last accepted delivery, or since the app started.</summary>
    public TimeSpan TimeSinceLastDelivery => timeProvider.GetElapsedTime(Volatile.Read(ref _lastDelivery));

    /// <summary>Rejects a request whose method is not POST. Otherwise, a fallback of the app could answer it with 200.</summary>
    public static WebhookRequestResult RejectMethod(HttpContext context)
    {
        context.Response.Headers.Allow = HttpMethods.Post;
        RequestConnection.Close(context);
        return WebhookRequestResult.Reject(
            string.IsNullOrWhiteSpace(context.Request.Headers[WebhookSignature.HeaderName]) ? Rejection.MethodNotAllowedUnsigned : Rejection.MethodNotAllowed);
    }

    /// <param name="context">The request.</param>
    /// <param name="keepBody">Whether the body can be read again afterwards.</param>
    public ValueTask<WebhookRequestResult> ReadAsync(HttpContext context, bool keepBody = false)
    {
        string? signatureHeader = context.Request.Headers[WebhookSignature.HeaderName];
        var options = accessor.Current;
        if (CheckHeaders(context.Request, signatureHeader, options) is { } rejection)
        {
            RequestConnection.Close(context);
            return new(WebhookRequestResult.Reject(rejection));
        }

        keepBody |= options!.TryPark is not null;
        return options.AccountResolver is null
            ? ReadBodyAsync(context, signatureHeader, options.MaxRequestBodySize, keepBody)
            : ResolveAccountAndReadBodyAsync(context, signatureHeader, options, keepBody);
    }

    /// <summary>Gets the body of a request that was read with <c>keepBody</c>.</summary>
    public static ReadOnlyMemory<byte> GetKeptBody(HttpContext context) =>
        context.Request.Body is MemoryStream body && body.TryGetBuffer(out var buffer) ? buffer : ReadOnlyMemory<byte>.Empty;

    private static Rejection? CheckHeaders(HttpRequest request, string? signatureHeader, ResolvedEndpointOptions? options)
    {
        if (options is null)
        {
            return Rejection.InvalidOptions;
        }

        Span<byte> signature = stackalloc byte[SignatureHeaderFormat.HashLength];
        var acceptsUnsigned = AcceptsUnsigned(options, signatureHeader);
        var status = SignatureHeaderFormat.Read(signatureHeader, signature);
        var isVerified = !acceptsUnsigned && status == WebhookSignatureStatus.Mismatch; // A mismatch until the body is read.
        if (!isVerified && !JsonContentType.IsJsonOrAbsent(request.ContentType))
        {
            return Rejection.UnsupportedMediaType;
        }

        if (request.ContentLength > options.MaxRequestBodySize)
        {
            return Rejection.PayloadTooLarge;
        }

        return isVerified || acceptsUnsigned ? null : Rejection.From(status);
    }

    /// <summary>A signature that was sent is verified if there are keys.</summary>
    private static bool AcceptsUnsigned(ResolvedEndpointOptions options, string? signatureHeader) =>
        options.AllowUnsignedRequests && (!options.HasSigningKeys || string.IsNullOrWhiteSpace(signatureHeader));

    /// <summary>
    /// Sets the account as a feature of the request. The body of an unknown account is read as well: otherwise, the response would differ
    /// from that to a wrong signature, and tell which accounts exist.
    /// </summary>
    private async ValueTask<WebhookRequestResult> ResolveAccountAndReadBodyAsync(
        HttpContext context,
        string? signatureHeader,
        ResolvedEndpointOptions options,
        bool keepBody)
    {
        try
        {
            context.Features.Set(await options.AccountResolver!(context, context.RequestAborted).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            if (context.RequestAborted.IsCancellationRequested)
            {
                RequestConnection.Abort(context);
                return WebhookRequestResult.Reject(Rejection.ClientDisconnected);
            }

            RequestConnection.Close(context);
            return WebhookRequestResult.Reject(exception, options);
        }

        return await ReadBodyAsync(context, signatureHeader, options.MaxRequestBodySize, keepBody).ConfigureAwait(false);
    }

    private async ValueTask<WebhookRequestResult> ReadBodyAsync(HttpContext context, string? signatureHeader, int maxBodySize, bool keepBody)
    {
        var body = await RequestBody.ReadAsync(context, maxBodySize).ConfigureAwait(false);
        if (body.Rejection is { } rejection)
        {
            return WebhookRequestResult.Reject(rejection);
        }

        WebhookRequestResult result;
        byte[]? copy;
        try
        {
            copy = keepBody ? body.Bytes.ToArray() : null;
            result = Receive(context, body.Bytes, signatureHeader);
        }
        finally
        {
            body.Release();
        }

        if (copy is not null)
        {
            context.Request.Body = new MemoryStream(copy, 0, copy.Length, writable: false, publiclyVisible: true);
            AsJson(context.Request, result);
        }

        return result;
    }

    /// <summary>A verified body is JSON, regardless of its Content-Type. Otherwise, MVC parses it as a form, or does not bind it.</summary>
    private static void AsJson(HttpRequest request, in WebhookRequestResult result)
    {
        if (result.Succeeded && !JsonContentType.IsJson(request.ContentType))
        {
            request.ContentType = JsonContentType.Json;
        }
    }

    /// <summary>The body is usually contiguous: it is verified and parsed in the buffer of the server.</summary>
    private WebhookRequestResult Receive(HttpContext context, in ReadOnlySequence<byte> body, string? signatureHeader) =>
        body.IsSingleSegment ? Receive(context, body.FirstSpan, signatureHeader) : ReceiveCopy(context, body, signatureHeader);

    private WebhookRequestResult ReceiveCopy(HttpContext context, in ReadOnlySequence<byte> body, string? signatureHeader)
    {
        var length = (int)body.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(copy);
            return Receive(context, copy.AsSpan(0, length), signatureHeader);
        }
        finally
        {
            copy.AsSpan(0, length).Clear(); // It contains personal messages.
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    private WebhookRequestResult Receive(HttpContext context, ReadOnlySpan<byte> body, string? signatureHeader)
    {
        var request = context.Request;
        var isJson = JsonContentType.IsJsonOrAbsent(request.ContentType);
        var result = Receive(context, body, signatureHeader, isJson);
        if (result.Succeeded)
        {
            return result;
        }

        if (result.Error?.Code == WebhookParseErrorCode.InvalidJson && !isJson)
        {
            result = result.AsUnsupportedMediaType();
        }

        return result with { IsCompressed = CompressedBody.Is(body, request.Headers.ContentEncoding) };
    }

    /// <summary>Decides by the options as they are now, all from one snapshot.</summary>
    private WebhookRequestResult Receive(HttpContext context, ReadOnlySpan<byte> body, string? signatureHeader, bool isJson)
    {
        if (accessor.Current is not { } options)
        {
            return WebhookRequestResult.Reject(Rejection.InvalidOptions, body.Length);
        }

        var account = options.GetAccount(context);
        var isUnknownAccount = options.AccountResolver is not null && account is null;
        if (AcceptsUnsigned(options, signatureHeader) && !isUnknownAccount)
        {
            if (!isJson)
            {
                return WebhookRequestResult.Reject(Rejection.UnsupportedMediaType, body.Length);
            }

            return parser.Parse(body).TryGetEvent(out var webhookEvent, out var error)
                ? Accept(webhookEvent, keyName: null, options, body.Length)
                : WebhookRequestResult.Reject(error, body.Length);
        }

        WebhookReceiveResult result;
        try
        {
            result = options.GetReceiver(account, parser).Receive(body, signatureHeader);
        }
        catch (Exception exception)
        {
            return WebhookRequestResult.Reject(exception, options, body.Length); // Thrown by the key provider of the app. Nothing else throws.
        }

        return result switch
        {
            WebhookReceiveResult.Accepted accepted => Accept(accepted.Event, accepted.KeyName, options, body.Length),
            WebhookReceiveResult.Rejected rejected => WebhookRequestResult.Reject(isUnknownAccount ? Rejection.UnknownAccount : Rejection.From(rejected.Status), body.Length),
            WebhookReceiveResult.InvalidPayload invalid => WebhookRequestResult.RejectVerified(invalid.Error, invalid.KeyName, options, body.Length),
            _ => throw new UnreachableException(),
        };
    }

    private WebhookRequestResult Accept(WebhookEvent webhookEvent, string? keyName, ResolvedEndpointOptions options, int bodySize)
    {
        // Both times are part of the signed body. A later attempt is signed again. Without a time, the age is not known, so it counts as too old.
        var isTooOld = options.MaxDeliveryAge is { } maxAge
            && !(webhookEvent.CreatedAt > timeProvider.GetUtcNow() - maxAge || webhookEvent.LastAttemptAt > timeProvider.GetUtcNow() - maxAge);
        if (isTooOld)
        {
            return WebhookRequestResult.Reject(Rejection.DeliveryTooOld, bodySize);
        }

        Volatile.Write(ref _lastDelivery, timeProvider.GetTimestamp());
        return WebhookRequestResult.Success(webhookEvent, keyName, options, bodySize);
    }
}
