namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>A request that is sent until it is accepted.</summary>
internal sealed class SimulatedRequest(WebhookSimulatedDelivery delivery, WebhookEvent webhookEvent, IReadOnlyList<JsonChange> changes)
{
    private const string PlaceholderSignature = "att73h99zvs9ipdmaj2rmr4oi5jhtwubs6q6tfwr";

    public WebhookSimulatedDelivery Delivery { get; } = delivery;

    public int FirstAttempts => webhookEvent.Attempts;

    /// <summary>Where the body ends, for a truncated one: a part of its length.</summary>
    public double Length { get; init; } = 1;

    /// <summary>The key of a forgery. Null for the key of the account.</summary>
    public WebhookSigningKey? WrongKey { get; init; }

    /// <summary>A duplicate is not redelivered a second time.</summary>
    public bool IsRedelivered { get; init; }

    public bool Has(WebhookFaults fault) => (Delivery.Faults & fault) != 0;

    /// <summary>Creates a request with the same bytes.</summary>
    public SimulatedRequest CreateDuplicate() => new(Delivery, webhookEvent, changes) { IsRedelivered = true };

    /// <summary>Signs the delivery for an attempt.</summary>
    public SignedWebhook Sign(int attempts, TimeSpan retryDelay, WebhookSigningKey key, WebhookBodyOptions options)
    {
        var body = WebhookBody.Write(At(attempts, retryDelay), options);
        if (changes.Count > 0)
        {
            body = Escape(changes.Aggregate(body, static (changed, change) => change.Apply(changed)), options);
        }

        var sent = body.AsMemory(0, (int)(body.Length * Length));
        return Has(WebhookFaults.MissingSignature) ? SignedWebhook.CreateUnsigned(sent)
            : Has(WebhookFaults.PlaceholderSignature) ? new SignedWebhook(sent, PlaceholderSignature)
            : new SignedWebhook(sent, WebhookSignature.Compute(body, WrongKey ?? key));
    }

    private static byte[] Escape(byte[] body, WebhookBodyOptions options) =>
        options.EscapeLikePhp ? JsonRewriter.Rewrite(body, JsonEscaping.SlashesAndUnicode, JsonLayout.Compact)! : body;

    /// <summary>The event of an attempt. The times of the wire have seconds, so a retry is at least one second later.</summary>
    private WebhookEvent At(int attempts, TimeSpan retryDelay)
    {
        if (attempts == webhookEvent.Attempts)
        {
            return webhookEvent;
        }

        var second = TimeSpan.FromSeconds(1);
        var delay = TimeSpan.FromTicks((attempts - webhookEvent.Attempts) * (retryDelay > second ? retryDelay : second).Ticks);
        return webhookEvent with { Attempts = attempts, LastAttemptAt = (webhookEvent.LastAttemptAt ?? webhookEvent.CreatedAt) + delay };
    }
}
