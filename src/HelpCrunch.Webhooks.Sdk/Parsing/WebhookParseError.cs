namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The reason why a body could not be parsed. It is safe to log, except for <see cref="Exception"/>: it contains the location of the error,
/// the event type and the id, and nothing else from the body.
/// </summary>
public sealed record WebhookParseError
{
    /// <summary>Initializes an error, for example to test how your code handles it.</summary>
    /// <param name="code">The code of the error.</param>
    /// <param name="message">The message.</param>
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

    /// <summary>The code of the error.</summary>
    public WebhookParseErrorCode Code { get; }

    /// <summary>The message: the error, its location, and what to do about it.</summary>
    public string Message { get; }

    /// <summary>
    /// The JSON path of the error, such as <c>$.eventData.customer</c>. <c>*</c> replaces a name that can be personal data: any name that
    /// HelpCrunch does not document, and every name below it or inside <c>customData</c>.
    /// </summary>
    public string Path { get; }

    /// <summary>The zero-based line of the error, as in <c>JsonException</c>.</summary>
    public long LineNumber { get; init; }

    /// <summary>The zero-based byte of the error in its line, as in <c>JsonException</c>. A byte order mark is not counted.</summary>
    public long BytePositionInLine { get; init; }

    /// <summary>The event type, wire name <c>event</c>. Null when it is absent or comes after the error.</summary>
    public string? EventType { get; init; }

    /// <summary>The id of the webhook, wire name <c>id</c>. Null when it is absent or comes after the error.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// The exception that your converter or type threw. Null when the error has another reason. Its message can contain personal data, so
    /// check it before you log it. Equality and <see cref="ToString"/> ignore it.
    /// </summary>
    public Exception? Exception { get; init; }

    /// <summary>Determines whether the other error has the same code, message, location, event type and id.</summary>
    /// <param name="other">The other error.</param>
    public bool Equals(WebhookParseError? other) =>
        other is not null
        && (Code, Message, Path, LineNumber, BytePositionInLine, EventType, Id)
            == (other.Code, other.Message, other.Path, other.LineNumber, other.BytePositionInLine, other.EventType, other.Id);

    /// <inheritdoc />
    public override int GetHashCode() => (Code, Path, LineNumber, BytePositionInLine).GetHashCode();

    /// <summary>Returns the code, the message, the event type and the id. The text does not contain personal data.</summary>
    public override string ToString()
    {
        var details = string.Join(", ", new[] { Quote("event", EventType), Quote("id", Id) }.Where(text => text is not null));
        return details.Length == 0 ? $"{Code}: {Message}" : $"{Code}: {Message} ({details})";
    }

    private static string? Quote(string name, string? text) => text is null ? null : $"{name} '{LogSanitizer.Sanitize(text)}'";
}
