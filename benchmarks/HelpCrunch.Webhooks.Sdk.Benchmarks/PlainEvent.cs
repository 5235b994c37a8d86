using System.Text.Json.Serialization;
using Newtonsoft.Json;

namespace HelpCrunch.Webhooks.Sdk.Benchmarks;

// The records that a developer without the SDK would write for the chat event: the same members, and none of the SDK's rules
// (what is unknown is dropped, and what cannot be read is an exception).

public sealed record PlainEvent
{
    public required string Event { get; init; }

    public required PlainChat EventData { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public required string Id { get; init; }
}

public sealed record PlainChat
{
    public IReadOnlyList<long> CommunicatedAgents { get; init; } = [];

    public PlainCustomer? Customer { get; init; }

    public string? ClosedBy { get; init; }

    public string? Status { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? Rating { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }

    public long? ApplicationId { get; init; }

    public IReadOnlyList<long> Applications { get; init; } = [];

    public PlainDepartment? Department { get; init; }

    public DateTimeOffset? LastCustomerMessageAt { get; init; }

    [JsonPropertyName("chat_id")]
    [JsonProperty("chat_id")]
    public required long ChatId { get; init; }

    public PlainAgent? Assignee { get; init; }

    public PlainLastMessage? LastMessage { get; init; }
}

public sealed record PlainCustomer
{
    public required long Id { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? UserId { get; init; }
}

public sealed record PlainDepartment
{
    public required long Id { get; init; }

    public string? Name { get; init; }
}

public sealed record PlainAgent
{
    public required long Id { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Role { get; init; }
}

public sealed record PlainLastMessage
{
    public required long Id { get; init; }

    public string? Text { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}
