namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The metadata of a minimal API endpoint that takes a <see cref="VerifiedWebhook"/>.</summary>
internal sealed class VerifiedWebhookParameter
{
    public static readonly VerifiedWebhookParameter Instance = new();
}
