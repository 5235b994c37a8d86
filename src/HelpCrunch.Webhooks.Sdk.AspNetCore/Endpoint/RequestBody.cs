using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The body of a request in the buffers of the server, or the reason that it was not read to its end.</summary>
internal readonly struct RequestBody
{
    private readonly PipeReader? _reader;
    private readonly bool _isOwnReader;

    private RequestBody(PipeReader reader, bool isOwnReader, ReadOnlySequence<byte> bytes)
    {
        _reader = reader;
        _isOwnReader = isOwnReader;
        Bytes = bytes;
    }

    private RequestBody(Rejection rejection) => Rejection = rejection;

    /// <summary>The bytes; empty when the request is rejected.</summary>
    public ReadOnlySequence<byte> Bytes { get; }

    /// <summary>The reason to reject the request; null when the body was read.</summary>
    public Rejection? Rejection { get; }

    public static async ValueTask<RequestBody> ReadAsync(HttpContext context, int maxSize)
    {
        var (reader, isOwnReader) = GetReader(context.Request);
        while (true)
        {
            ReadResult read;
            try
            {
                read = await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidDataException or InvalidOperationException)
            {
                return new RequestBody(GetRejection(context, exception));
            }

            var bytes = read.Buffer;
            if (read is { IsCanceled: false, IsCompleted: false } && bytes.Length <= maxSize)
            {
                reader.AdvanceTo(bytes.Start, bytes.End);
                continue;
            }

            var rejection =
                read.IsCanceled ? Abort(context)
                : bytes.Length > maxSize ? Close(context, Rejection.PayloadTooLarge)
                : bytes.IsEmpty && context.Request.ContentLength > 0 ? Rejection.BodyAlreadyRead // Kestrel throws if a client sends less than it announced.
                : null;
            if (rejection is null)
            {
                return new RequestBody(reader, isOwnReader, bytes);
            }

            new RequestBody(reader, isOwnReader, bytes).Release();
            return new RequestBody(rejection);
        }
    }

    /// <summary>Returns the buffers to the server.</summary>
    public void Release()
    {
        _reader?.AdvanceTo(Bytes.End);
        if (_isOwnReader)
        {
            _reader!.Complete();
        }
    }

    /// <summary>
    /// A middleware that called EnableBuffering may have read the body and not rewound it. The pipe of the request may have ended with it,
    /// so a buffered body is read from its start by a new one.
    /// </summary>
    private static (PipeReader Reader, bool IsOwnReader) GetReader(HttpRequest request)
    {
        if (request.Body is not { CanSeek: true, Length: > 0 })
        {
            return (request.BodyReader, false);
        }

        request.Body.Position = 0;
        return (PipeReader.Create(request.Body, new StreamPipeReaderOptions(leaveOpen: true)), true);
    }

    /// <summary>
    /// The client disconnected or sent broken framing, or a middleware cannot read the body: for broken Brotli, RequestDecompression throws an
    /// InvalidOperationException. Anyone can send that.
    /// </summary>
    private static Rejection GetRejection(HttpContext context, Exception exception)
    {
        if (exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return Close(context, Rejection.PayloadTooLargeForServer);
        }

        if (context.RequestAborted.IsCancellationRequested || exception is OperationCanceledException or ConnectionResetException)
        {
            return Abort(context);
        }

        return Close(context, exception is BadHttpRequestException badRequest
            ? Rejection.IncompleteBody with { StatusCode = badRequest.StatusCode }
            : Rejection.IncompleteBody);
    }

    private static Rejection Close(HttpContext context, Rejection rejection)
    {
        RequestConnection.Close(context);
        return rejection;
    }

    private static Rejection Abort(HttpContext context)
    {
        RequestConnection.Abort(context);
        return Rejection.ClientDisconnected;
    }
}
