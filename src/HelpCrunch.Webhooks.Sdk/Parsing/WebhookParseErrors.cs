namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The errors, each with its sentence: what was found, where, what to do.</summary>
internal static class WebhookParseErrors
{
    public static WebhookParseResult.Failure InvalidJson(ReadOnlySpan<byte> body, in JsonSyntaxError stop, in Envelope envelope)
    {
        var place = $"{stop.Path} (line {stop.Position.Line}, byte {stop.Position.ByteInLine})";
        var message = stop.Reason switch
        {
            JsonSyntaxErrorKind.Empty => "The body is empty. Pass the request's body as received, before anything else has read it.",
            JsonSyntaxErrorKind.TooDeep => $"The body is nested too deeply at {place}. HelpCrunch's bodies have 4 levels; raise MaxDepth if yours have more.",
            _ when LooksLikeUtf16(body) => "The body is not UTF-8; it looks like UTF-16. Pass the request's body as received, or as a string.",
            JsonSyntaxErrorKind.NotUtf8 => $"The body is not valid UTF-8 at {place}. Pass the request's body as received.",
            _ => $"The body is not valid JSON at {place}.",
        };
        return Failure(WebhookParseErrorCode.InvalidJson, message, stop.Path, stop.Position, envelope);
    }

    public static WebhookParseResult.Failure NotAnObject(ReadOnlySpan<byte> body, long offset) => Failure(
        WebhookParseErrorCode.NotAnObject,
        "The body is valid JSON, but not an object, so it is no webhook.",
        "$",
        LinePosition.Of(body, (int)offset),
        new Envelope());

    public static WebhookParseResult.Failure NoEvent(ReadOnlySpan<byte> body, EventReadError fault, in Envelope envelope) => Failure(
        fault.Kind switch
        {
            EventReadErrorKind.MissingEventType => WebhookParseErrorCode.MissingEventType,
            EventReadErrorKind.MissingId => WebhookParseErrorCode.MissingId,
            _ => WebhookParseErrorCode.InvalidEventData,
        },
        EventReadErrorMessages.Describe(fault, envelope),
        fault.Path,
        LinePosition.Of(body, fault.Offset),
        envelope,
        fault.Exception);

    private static WebhookParseResult.Failure Failure(WebhookParseErrorCode code, string message, string path, LinePosition position, in Envelope envelope, Exception? exception = null) =>
        new(new WebhookParseError(code, message, path)
        {
            LineNumber = position.Line,
            BytePositionInLine = position.ByteInLine,
            EventType = envelope.EventType,
            Id = envelope.Id,
            Exception = exception,
        });

    /// <summary>A byte order mark of UTF-16, or JSON's first character with a zero byte beside it.</summary>
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> body) =>
        body.Length >= 2 && (body[0], body[1]) is (0xFF, 0xFE) or (0xFE, 0xFF) or (not 0, 0) or (0, not 0);
}
