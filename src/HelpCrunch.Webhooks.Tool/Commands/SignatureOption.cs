using System.CommandLine;

namespace HelpCrunch.Webhooks.Tool.Commands;

/// <summary>The option for the header of a delivery.</summary>
internal static class SignatureOption
{
    public static Option<string> Create() => new("--signature")
    {
        Description = $"The value of the header {WebhookSignature.HeaderName} of the delivery.",
        HelpName = "HEADER",
        Required = true,
    };
}
