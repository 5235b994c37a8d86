using System.CommandLine;
using System.CommandLine.Parsing;

namespace HelpCrunch.Webhooks.Tool.Commands;

/// <summary>The addresses that deliveries are sent to.</summary>
internal static class UrlOption
{
    public static Option<Uri> CreateTo() => new("--to")
    {
        Description = "The address of the endpoint, such as http://localhost:5080/webhooks/helpcrunch.",
        HelpName = "URL",
        Required = true,
        CustomParser = argument => Parse(argument)!,
    };

    public static Uri? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        argument.AddError($"'{text}' is not an address. Use http:// or https://.");
        return null;
    }
}
