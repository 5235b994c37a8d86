namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>An event that <see cref="WebhookSimulator"/> sent, with the responses to all its attempts and duplicates.</summary>
public sealed class WebhookSimulatedDelivery
{
    private readonly List<WebhookSimulatedResponse> _responses = [];

    internal WebhookSimulatedDelivery(WebhookEvent webhookEvent, WebhookFaults faults)
    {
        EventType = webhookEvent.EventType;
        EventId = webhookEvent.Id;
        Faults = faults;
        IsUnknownEvent = webhookEvent is UnknownEvent;
    }

    /// <summary>The event type.</summary>
    public string EventType { get; }

    /// <summary>The id of the event.</summary>
    public string EventId { get; }

    /// <summary>The faults of the delivery. <see cref="WebhookFaults.None"/> if there are none.</summary>
    public WebhookFaults Faults { get; }

    /// <summary>Whether the endpoint must reject the delivery.</summary>
    public bool IsForgery => (Faults & WebhookFaults.Forgeries) != 0;

    /// <summary>Whether the endpoint accepted the delivery at least once.</summary>
    public bool IsAccepted => Responses.Any(static response => response.IsAccepted);

    /// <summary>The responses, in the order in which they were received.</summary>
    public IReadOnlyList<WebhookSimulatedResponse> Responses
    {
        get
        {
            lock (_responses)
            {
                return [.. _responses];
            }
        }
    }

    /// <summary>Whether the event is an <see cref="UnknownEvent"/>.</summary>
    internal bool IsUnknownEvent { get; }

    /// <summary>The last response to a request that was not accepted, although it was retried. Null if each was accepted.</summary>
    internal WebhookSimulatedResponse? GivenUp { get; private set; }

    /// <summary>Returns the event type and the id.</summary>
    public override string ToString() => $"{EventType} {EventId}";

    internal void Add(WebhookSimulatedResponse response)
    {
        lock (_responses)
        {
            _responses.Add(response);
        }
    }

    internal void GiveUp(WebhookSimulatedResponse response)
    {
        lock (_responses)
        {
            GivenUp = response;
        }
    }
}
