namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Why a body could not be parsed. Except for <see cref="Exception"/> it is safe to log: it has the place of the error, the event type and
/// the id, and nothing else of the body.
/// </summary>
public sealed record WebhookParseError
{
    /// <summary>Initializes an error, for example to test how your code handles it.</summary>
    /// <param name="code">The kind of error.</param>
    /// <param name="message">What was found, where, and what to do.</param>
    /// <param name="path">The JSON path of the error.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> or <paramref name="path"/> is null.</exception>
    public WebhookParseError(WebhookParseErrorCode code, string message, string path)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(path);
        Code = code;
        Message = message;
        Path = path;
    }

    /// <summary>The kind of error, for your code.</summary>
    public WebhookParseErrorCode Code { get; }

    /// <summary>What was found, where, and what to do, for the reader of a log.</summary>
    public string Message { get; }

    /// <summary>
    /// The JSON path of the error, such as <c>$.eventData.customer</c>. <c>*</c> stands for a name that can be personal data: any name that
    /// HelpCrunch does not document, and every name below it or inside <c>customData</c>.
    /// </summary>
    public string Path { get; }

    /// <summary>The line of the error, zero-based as in <c>JsonException</c>.</summary>
    public long LineNumber { get; init; }

    /// <summary>The byte of the error in its line, zero-based as in <c>JsonException</c>. A byte order mark does not count.</summary>
    public long BytePositionInLine { get; init; }

    /// <summary>The event type, wire name <c>event</c>. Null when it was not read.</summary>
    public string? EventType { get; init; }

    /// <summary>The id of the webhook, wire name <c>id</c>. Null when it was not read.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// The exception that your converter or type threw, if that is why the body could not be parsed. Its message can hold personal data,
    /// so check it before you log it. It is not part of equality or of <see cref="ToString"/>.
    /// </summary>
    public Exception? Exception { get; init; }

    /// <summary>Whether the other error is the same, at the same place.</summary>
    /// <param name="other">The other error.</param>
    public bool Equals(WebhookParseError? other) =>
        other is not null
        && (Code, Message, Path, LineNumber, BytePositionInLine, EventType, Id)
            == (other.Code, other.Message, other.Path, other.LineNumber, other.BytePositionInLine, other.EventType, other.Id);

    /// <inheritdoc />
    public override int GetHashCode() => (Code, Path, LineNumber, BytePositionInLine).GetHashCode();

    /// <summary>Returns the code, the message, the event type and the id. The text holds no personal data.</summary>
    public override string ToString()
    {
        var known = string.Join(", ", new[] { Named("event", EventType), Named("id", Id) }.Where(text => text is not null));
        return known.Length == 0 ? $"{Code}: {Message}" : $"{Code}: {Message} ({known})";
    }

    private static string? Named(string name, string? text) => text is null ? null : $"{name} '{LogSanitizer.Sanitize(text)}'";
}
