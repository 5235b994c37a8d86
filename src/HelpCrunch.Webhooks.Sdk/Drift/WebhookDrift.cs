namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// A difference between a webhook and the model of this version of the SDK. It contains a path and no values, so it is safe for logs and
/// metrics.
/// </summary>
/// <param name="Kind">The kind of the difference.</param>
/// <param name="Path">The JSON path, such as <c>$.eventData.customer.phone</c>.</param>
public sealed record WebhookDrift(WebhookDriftKind Kind, string Path)
{
    /// <summary>Returns the kind and the path.</summary>
    public override string ToString() => $"{Kind} at {Path}";
}
