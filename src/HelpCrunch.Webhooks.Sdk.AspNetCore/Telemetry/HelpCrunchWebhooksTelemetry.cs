namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The names for <c>AddSource</c> and <c>AddMeter</c> of OpenTelemetry, and for log filters.</summary>
public static class HelpCrunchWebhooksTelemetry
{
    /// <summary>The name of the <c>ActivitySource</c>.</summary>
    public const string ActivitySourceName = "HelpCrunch.Webhooks.Sdk.AspNetCore";

    /// <summary>The name of the <c>Meter</c>.</summary>
    public const string MeterName = "HelpCrunch.Webhooks.Sdk.AspNetCore";

    /// <summary>The category of the logs.</summary>
    public const string LogCategory = "HelpCrunch.Webhooks.Sdk.AspNetCore";
}
