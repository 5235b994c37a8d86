using System.Collections.Concurrent;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>The events that handlers got.</summary>
internal sealed class Recorder
{
    private readonly ConcurrentQueue<WebhookEvent> _events = new();

    public IReadOnlyList<WebhookEvent> Events => [.. _events];

    public Task RecordAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        _events.Enqueue(webhookEvent);
        return Task.CompletedTask;
    }
}
