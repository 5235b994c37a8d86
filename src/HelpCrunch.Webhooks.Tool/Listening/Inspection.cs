namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>What verifying and parsing found out about a delivery. The texts are short and on one line, but a stranger can have written them.</summary>
internal sealed record Inspection
{
    public required SignatureStatus Signature { get; init; }

    /// <summary>The name of the key that matched. Null if no key matched.</summary>
    public string? KeyName { get; init; }

    public EventFamily Family { get; init; }

    /// <summary>The event type. Null if it was not read.</summary>
    public string? EventType { get; init; }

    /// <summary>The id of the webhook. Null if it was not read.</summary>
    public string? EventId { get; init; }

    /// <summary>The number of earlier attempts.</summary>
    public int Attempts { get; init; }

    /// <summary>Why the body is not a webhook. Null if it is one.</summary>
    public WebhookParseError? Error { get; init; }

    public IReadOnlyList<WebhookDrift> Drift { get; init; } = [];

    /// <summary>Whether the signature was verified and is not valid.</summary>
    public bool HasInvalidSignature => Signature is SignatureStatus.Missing or SignatureStatus.Malformed or SignatureStatus.Mismatch;

    /// <summary>The HTTP status that an endpoint of the SDK responds with before a handler runs.</summary>
    public int StatusCode => HasInvalidSignature ? 401 : Error is null ? 200 : 400;
}
