using System.Collections;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The log scope of a delivery. It includes the logs of the handlers.</summary>
internal class DeliveryScope(string endpointName, WebhookEvent webhookEvent) : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>The unnamed endpoint has no name to log.</summary>
    public virtual int Count => endpointName.Length == 0 ? 3 : 4;

    public virtual KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("WebhookEventType", WebhookTags.LogEventType(webhookEvent)),
        1 => new("WebhookId", WebhookTags.LogEventId(webhookEvent)),
        2 => new("WebhookAttempts", webhookEvent.Attempts),
        3 when endpointName.Length > 0 => new("WebhookEndpoint", endpointName),
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

    public override string ToString() => string.Join(" ", this.Select(pair => $"{pair.Key}:{pair.Value}"));
}
