namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>The state of a delivery on its way to the app.</summary>
internal sealed record Forwarding(ForwardingStatus Status)
{
    /// <summary>Deliveries are not forwarded.</summary>
    public static Forwarding Off { get; } = new(ForwardingStatus.Off);

    /// <summary>How often the delivery was sent to the app.</summary>
    public int Attempts { get; init; }

    /// <summary>The HTTP status of the last response. Null if there is none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>How long the app took to respond with a status. Null if it did not respond.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Why the app did not respond. Null if it responded.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the app did not accept the connection. Other deliveries would fail too.</summary>
    public bool IsUnreachable { get; init; }

    /// <summary>Whether the app did not respond in time.</summary>
    public bool IsTimeout { get; init; }

    /// <summary>When the app wants the delivery again, as it says in the header <c>Retry-After</c> of the last response.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The content type of the last response.</summary>
    public string? ContentType { get; init; }

    /// <summary>The start of the body of the last response.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the app responded with a status from 200 to 299.</summary>
    public bool IsSuccess => StatusCode is >= 200 and < 300;
}
