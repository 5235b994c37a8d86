namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Creates the parse errors. Each message contains the error, its location, and what to do about it.</summary>
internal static class WebhookParseErrors
{
    public static WebhookParseResult.Failure InvalidJson(ReadOnlySpan<byte> body, in JsonSyntaxError error, in Envelope envelope)
    {
        var location = $"{error.Path} (line {error.Position.Line}, byte {error.Position.ByteInLine})";
        var message = error.Kind switch
        {
            JsonSyntaxErrorKind.Empty => "The body is empty. Pass the request's body as received, before anything else has read it.",
            JsonSyntaxErrorKind.TooDeep => $"The body is nested too deeply at {location}. HelpCrunch's bodies have 4 levels; raise MaxDepth if your bodies have more.",
            _ when LooksLikeUtf16(body) => "The body is not UTF-8; it looks like UTF-16. Pass the request's body as received, or as a string.",
            JsonSyntaxErrorKind.InvalidUtf8 => $"The body is not valid UTF-8 at {location}. Pass the request's body as received.",
            _ => $"The body is not valid JSON at {location}.",
        };
        return Failure(WebhookParseErrorCode.InvalidJson, message, error.Path, error.Position, envelope);
    }

    public static WebhookParseResult.Failure NotAnObject(ReadOnlySpan<byte> body, long offset) => Failure(
        WebhookParseErrorCode.NotAnObject,
        "The body is valid JSON but not an object, so it is not a webhook.",
        "$",
        LinePosition.From(body, (int)offset),
        new Envelope());

    public static WebhookParseResult.Failure NotAnEvent(ReadOnlySpan<byte> body, EventReadError error, in Envelope envelope) => Failure(
        error.Kind switch
        {
            EventReadErrorKind.MissingEventType => WebhookParseErrorCode.MissingEventType,
            EventReadErrorKind.MissingId => WebhookParseErrorCode.MissingId,
            _ => WebhookParseErrorCode.InvalidEventData,
        },
        error.Message,
        error.Path,
        LinePosition.From(body, error.Offset),
        envelope,
        error.Exception);

    private static WebhookParseResult.Failure Failure(WebhookParseErrorCode code, string message, string path, LinePosition position, in Envelope envelope, Exception? exception = null) =>
        new(new WebhookParseError(code, message, path)
        {
            LineNumber = position.Line,
            BytePositionInLine = position.ByteInLine,
            EventType = envelope.EventType,
            Id = envelope.Id,
            Exception = exception,
        });

    /// <summary>Whether the body starts with a UTF-16 byte order mark, or with a character next to a zero byte.</summary>
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> body) =>
        body.Length >= 2 && (body[0], body[1]) is (0xFF, 0xFE) or (0xFE, 0xFF) or (not 0, 0) or (0, not 0);
}
