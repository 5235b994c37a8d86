using System.Text.Json;
using System.Text.Json.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HelpCrunch.Webhooks.Sdk.Benchmarks;

// The records that a developer without the SDK would write for the chat event: the same members, including those for unknown
// properties, and none of the SDK's other rules. An unreadable value is an exception.

public abstract record PlainRecord
{
    [System.Text.Json.Serialization.JsonExtensionData]
    [Newtonsoft.Json.JsonIgnore]
    public Dictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [System.Text.Json.Serialization.JsonIgnore]
    [Newtonsoft.Json.JsonExtensionData]
    public Dictionary<string, JToken>? NewtonsoftProperties { get; set; }
}

public sealed record PlainEvent : PlainRecord
{
    public required string Event { get; init; }

    public required PlainChat EventData { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public required string Id { get; init; }
}

public sealed record PlainChat : PlainRecord
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

public sealed record PlainCustomer : PlainRecord
{
    public required long Id { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? UserId { get; init; }
}

public sealed record PlainDepartment : PlainRecord
{
    public required long Id { get; init; }

    public string? Name { get; init; }
}

public sealed record PlainAgent : PlainRecord
{
    public required long Id { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Role { get; init; }
}

public sealed record PlainLastMessage : PlainRecord
{
    public required long Id { get; init; }

    public string? Text { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public long? AgentId { get; init; }
}
