using System.Collections;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>What every log of a delivery carries, those of its handlers among them.</summary>
internal sealed class DeliveryScope(WebhookEvent webhookEvent) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 3;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("WebhookEventType", WebhookTags.LogEventType(webhookEvent)),
        1 => new("WebhookId", WebhookTags.LogEventId(webhookEvent)),
        2 => new("WebhookAttempts", webhookEvent.Attempts),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() =>
        $"WebhookEventType:{WebhookTags.LogEventType(webhookEvent)} WebhookId:{WebhookTags.LogEventId(webhookEvent)} WebhookAttempts:{webhookEvent.Attempts}";
}
