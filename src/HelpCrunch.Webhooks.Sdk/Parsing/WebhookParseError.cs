namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Why a body could not be parsed. Fit for logs: it names the place, the event's type and its id, and holds nothing of the
/// contents.
/// </summary>
public sealed record WebhookParseError
{
    /// <summary>Initializes an error; to test what your code does with one, say.</summary>
    /// <param name="code">The kind of fault.</param>
    /// <param name="message">What was found, where, and what it means. Must not be null.</param>
    /// <param name="path">The JSON path of the fault. Must not be null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> or <paramref name="path"/> is null.</exception>
    public WebhookParseError(WebhookParseErrorCode code, string message, string path)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(path);
        Code = code;
        Message = message;
        Path = path;
    }

    /// <summary>The kind of fault, for your code.</summary>
    public WebhookParseErrorCode Code { get; }

    /// <summary>What was found, where, and what it means, for whoever reads the log. Never null.</summary>
    public string Message { get; }

    /// <summary>
    /// The JSON path of the fault, such as <c>$.eventData.customer</c>. Never null. <c>*</c> stands for a name that may be
    /// personal: any that HelpCrunch does not document, and those below it or inside <c>customData</c>.
    /// </summary>
    public string Path { get; }

    /// <summary>The line of the fault, counted from zero as <c>JsonException</c> does.</summary>
    public long LineNumber { get; init; }

    /// <summary>The byte of the fault in its line, counted from zero as <c>JsonException</c> does; a byte order mark does not count.</summary>
    public long BytePositionInLine { get; init; }

    /// <summary>The wire's <c>event</c>, as far as the body was read. Null when it was not met.</summary>
    public string? EventType { get; init; }

    /// <summary>The wire's <c>id</c>, as far as the body was read. Null when it was not met.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// What your own converter or type threw, where that is why the data could not be read. Null otherwise. Not fit for logs as it
    /// is: what your code says may be personal. It does not count in equality, nor show in <see cref="ToString"/>.
    /// </summary>
    public Exception? Exception { get; init; }

    /// <summary>Whether the other tells the same fault of the same place.</summary>
    /// <param name="other">The other error. May be null, which nothing is equal to.</param>
    public bool Equals(WebhookParseError? other) =>
        other is not null
        && (Code, Message, Path, LineNumber, BytePositionInLine, EventType, Id)
            == (other.Code, other.Message, other.Path, other.LineNumber, other.BytePositionInLine, other.EventType, other.Id);

    /// <inheritdoc />
    public override int GetHashCode() => (Code, Path, LineNumber, BytePositionInLine).GetHashCode();

    /// <summary>The code, the message, the event's type and id; nothing personal.</summary>
    public override string ToString()
    {
        var known = string.Join(", ", new[] { Named("event", EventType), Named("id", Id) }.Where(text => text is not null));
        return known.Length == 0 ? $"{Code}: {Message}" : $"{Code}: {Message} ({known})";
    }

    private static string? Named(string name, string? text) => text is null ? null : $"{name} '{LogSanitizer.Sanitize(text)}'";
}
