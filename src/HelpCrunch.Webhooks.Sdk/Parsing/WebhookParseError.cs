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
    /// personal: one inside <c>customData</c>, one that is no plain identifier, and one below such a name.
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

    /// <summary>The code, the message, the event's type and id; nothing personal.</summary>
    public override string ToString() =>
        $"{Code}: {Message} (event '{Serialization.LogText.From(EventType)}', id '{Serialization.LogText.From(Id)}')";
}
