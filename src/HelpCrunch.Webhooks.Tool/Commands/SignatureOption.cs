using System.CommandLine;

namespace HelpCrunch.Webhooks.Tool.Commands;

/// <summary>The option for the header of a delivery.</summary>
internal static class SignatureOption
{
    public static Option<string> Create() => new("--signature")
    {
        Description = $"The header {WebhookSignature.HeaderName} of the delivery: its value, or the whole line as 'sign' writes it.",
        HelpName = "HEADER",
        Required = true,
        CustomParser = argument => GetValue(argument.Tokens[0].Value),
    };

    /// <summary>Gets the value of a header line. A text without the name of the header is a value.</summary>
    private static string GetValue(string header)
    {
        var line = header.AsSpan().Trim();
        if (!line.StartsWith(WebhookSignature.HeaderName, StringComparison.OrdinalIgnoreCase))
        {
            return header;
        }

        var afterName = line[WebhookSignature.HeaderName.Length..].TrimStart();
        return afterName is [':', .. var value] ? value.Trim().ToString() : header;
    }
}
