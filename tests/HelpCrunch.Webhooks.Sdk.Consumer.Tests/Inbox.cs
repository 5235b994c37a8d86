using HelpCrunch.Webhooks.Sdk;

namespace Consumer.Tests;

/// <summary>A custom type with members of the SDK's types.</summary>
public sealed record Inbox
{
    public WebhookEvent? LastEvent { get; init; }

    public ChatEvent? LastChat { get; init; }

    public ChatClosedEvent? LastClosed { get; init; }

    public List<WebhookEvent> AllEvents { get; init; } = [];

    public Dictionary<ChatStatus, int> ByStatus { get; init; } = [];

    public CustomData? CustomData { get; init; }

    public ChatStatus? NoStatus { get; init; }
}
