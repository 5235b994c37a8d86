using System.CommandLine;
using HelpCrunch.Webhooks.Tool.Input;
using HelpCrunch.Webhooks.Tool.Keys;
using HelpCrunch.Webhooks.Tool.Output;
using Spectre.Console;

namespace HelpCrunch.Webhooks.Tool.Commands;

/// <summary>Verifies the signature of a body.</summary>
internal static class VerifyCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var file = BodySource.CreateFileArgument("The raw body of a delivery.");
        var signature = SignatureOption.Create();
        var key = new SigningKeySource(environment);
        var command = new Command("verify", "Verifies the signature of a delivery. The exit code is 0 if it is valid, and 1 if it is not.") { file, signature };
        key.AddOptionsTo(command);
        command.SetAction(arguments =>
        {
            var keys = key.ReadRequired(arguments);
            var body = BodySource.From(arguments.GetValue(file)!, environment).Read();
            return Report(environment.Output, new WebhookSignatureVerifier(keys).Verify(body, arguments.GetValue(signature)));
        });
        return command;
    }

    private static int Report(IAnsiConsole console, WebhookSignatureVerification verification)
    {
        console.PrintLine(Describe(verification), new Style(verification.IsValid ? Color.Green : Color.Red));
        return verification.IsValid ? ExitCode.Success : ExitCode.Failure;
    }

    private static string Describe(WebhookSignatureVerification verification) => verification.Status switch
    {
        WebhookSignatureStatus.Valid => $"The signature is valid. It was made with the key '{verification.KeyName}'.",
        WebhookSignatureStatus.Missing => "The signature is not valid: the header is empty. HelpCrunch signs each delivery.",
        WebhookSignatureStatus.Malformed => "The signature is not valid: it is not 40 hexadecimal characters. Use 'explain' to find out why.",
        _ => "The signature is not valid: it does not match the body. Use 'explain' to find out why.",
    };
}
