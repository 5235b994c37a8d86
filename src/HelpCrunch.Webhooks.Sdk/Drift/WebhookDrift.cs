namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// One place in which a webhook differs from what this version of the SDK knows. Fit for logs and metrics: it names the place and
/// holds nothing of the contents.
/// </summary>
/// <param name="Kind">In what way it differs.</param>
/// <param name="Path">The JSON path of the place, such as <c>$.eventData.customer.phone</c>. Never null.</param>
public sealed record WebhookDrift(WebhookDriftKind Kind, string Path)
{
    /// <summary>The kind and the path.</summary>
    public override string ToString() => $"{Kind} at {Path}";
}
