namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>A delivery in the list. A change makes a copy.</summary>
internal sealed record ReceivedDelivery
{
    private const int ObjectSize = 1024;

    /// <summary>The number of the delivery. The first one of a run is 1.</summary>
    public long Number { get; init; }

    /// <summary>The revision of the list in which the delivery last changed.</summary>
    public long Revision { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The path and the query of the request.</summary>
    public required string Path { get; init; }

    /// <summary>The headers of the request, in their order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The raw body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    public required Inspection Inspection { get; init; }

    public Forwarding Forwarding { get; init; } = Forwarding.Off;

    public string? SignatureHeader => WebhookSignature.FindHeader(Headers);

    /// <summary>The approximate size in memory, in bytes.</summary>
    public long Size => ObjectSize + Body.Length + Forwarding.Body.Length + (2L * Path.Length) + Headers.Sum(header => 2L * (header.Key.Length + header.Value.Length));
}
