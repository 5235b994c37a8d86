namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Why a body could not be parsed. Fit for logs: it names the place, the event's type and its id, and holds nothing of the
/// contents.
/// </summary>
public sealed record WebhookParseError
{
    internal WebhookParseError()
    {
    }

    /// <summary>The kind of fault, for your code.</summary>
    public required WebhookParseErrorCode Code { get; init; }

    /// <summary>What was found, where, and what it means, for whoever reads the log. Never null.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// The JSON path of the fault, such as <c>$.eventData.customer</c>. Never null. <c>*</c> stands for a name that may be
    /// personal: one inside <c>customData</c>, or one that is no plain identifier.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The line of the fault, counted from zero as <c>JsonException</c> does.</summary>
    public required long LineNumber { get; init; }

    /// <summary>The byte of the fault in its line, counted from zero as <c>JsonException</c> does; a byte order mark does not count.</summary>
    public required long BytePositionInLine { get; init; }

    /// <summary>The wire's <c>event</c>, as far as the body was read. Null when it was not met.</summary>
    public string? EventType { get; init; }

    /// <summary>The wire's <c>id</c>, as far as the body was read. Null when it was not met.</summary>
    public string? Id { get; init; }

    /// <summary>The code, the message, the event's type and id; nothing personal.</summary>
    public override string ToString() =>
        $"{Code}: {Message} (event '{Serialization.LogText.From(EventType)}', id '{Serialization.LogText.From(Id)}')";
}
