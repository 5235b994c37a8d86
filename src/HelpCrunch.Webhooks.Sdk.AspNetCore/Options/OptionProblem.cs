namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>A value of an option that is not valid.</summary>
/// <param name="Option">The name of the option.</param>
/// <param name="Message">The message, for operators.</param>
internal sealed record OptionProblem(string Option, string Message)
{
    /// <summary>
    /// Whether the endpoint rejects all requests until the value is corrected. Previous keys may have been removed on purpose, and unsigned
    /// access may have been withdrawn. For other options, the previous value is safe.
    /// </summary>
    public bool ClosesEndpoint => Option is nameof(HelpCrunchWebhooksEndpointOptions.SigningKeys) or nameof(HelpCrunchWebhooksEndpointOptions.AllowUnsignedRequests);
}
