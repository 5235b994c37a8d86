namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Which options the requests of an endpoint are verified by.</summary>
internal sealed record VerificationMetadata(string Name);
