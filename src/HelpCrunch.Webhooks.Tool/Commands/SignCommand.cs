using System.CommandLine;
using HelpCrunch.Webhooks.Tool.Input;
using HelpCrunch.Webhooks.Tool.Keys;
using HelpCrunch.Webhooks.Tool.Output;

namespace HelpCrunch.Webhooks.Tool.Commands;

/// <summary>Computes the signature of a body.</summary>
internal static class SignCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var file = BodySource.CreateFileArgument("The body to sign.");
        var curl = new Option<Uri?>("--curl")
        {
            Description = "Write a curl command that posts the body to this address, instead of the header.",
            HelpName = "URL",
            CustomParser = UrlOption.Parse,
        };
        var key = new SigningKeySource(environment);
        var command = new Command("sign", "Signs a body as HelpCrunch does, and writes the header.") { file, curl };
        key.AddOptionsTo(command);
        command.SetAction(arguments =>
        {
            var keys = key.ReadRequired(arguments);
            var name = arguments.GetValue(file)!;
            var body = BodySource.From(name, environment).Read();
            var signature = WebhookSignature.Compute(body, keys[0]);
            environment.Output.PrintLine(arguments.GetValue(curl) is { } url
                ? CurlCommand.Create(url, signature, name)
                : $"{WebhookSignature.HeaderName}: {signature}");
        });
        return command;
    }
}
