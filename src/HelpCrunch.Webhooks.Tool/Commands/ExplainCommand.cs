using System.CommandLine;
using HelpCrunch.Webhooks.Tool.Input;
using HelpCrunch.Webhooks.Tool.Keys;
using HelpCrunch.Webhooks.Tool.Output;

namespace HelpCrunch.Webhooks.Tool.Commands;

/// <summary>Finds out why a signature does not match.</summary>
internal static class ExplainCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var file = BodySource.CreateFileArgument("The body as your code has it.");
        var signature = SignatureOption.Create();
        var key = new SigningKeySource(environment);
        var command = new Command("explain", "Explains why the signature of a delivery does not match. The exit code is 0 if it matches.") { file, signature };
        key.AddOptionsTo(command);
        command.SetAction(arguments =>
        {
            var keys = key.ReadRequired(arguments);
            var body = BodySource.From(arguments.GetValue(file)!, environment).Read();
            var diagnosis = WebhookSignatureDiagnostics.Diagnose(body, arguments.GetValue(signature), keys);
            environment.Output.PrintLine(diagnosis.Advice);
            return diagnosis.Status == WebhookSignatureStatus.Valid ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }
}
