namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// One difference between a webhook and what this version of the SDK knows. It is safe for logs and metrics: it has the path and no values.
/// </summary>
/// <param name="Kind">The kind of difference.</param>
/// <param name="Path">The JSON path, such as <c>$.eventData.customer.phone</c>.</param>
public sealed record WebhookDrift(WebhookDriftKind Kind, string Path)
{
    /// <summary>Returns the kind and the path.</summary>
    public override string ToString() => $"{Kind} at {Path}";
}
