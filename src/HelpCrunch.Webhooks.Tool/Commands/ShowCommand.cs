using System.CommandLine;
using HelpCrunch.Webhooks.Tool.Input;
using HelpCrunch.Webhooks.Tool.Output;

namespace HelpCrunch.Webhooks.Tool.Commands;

/// <summary>Shows the event, its time, its data and its drift.</summary>
internal static class ShowCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var files = BodySource.CreateFilesArgument("Bodies of webhooks.");
        var json = new Option<bool>("--json") { Description = "Write one line of JSON for each body." };
        var command = new Command("show", "Shows webhooks: the event, its data, and its drift.") { files, json };
        command.SetAction(arguments => Run(environment, arguments.GetValue(files)!, arguments.GetValue(json)));
        return command;
    }

    private static int Run(ToolEnvironment environment, string[] files, bool json)
    {
        var exitCode = ExitCode.Success;
        foreach (var source in BodySource.From(files, environment))
        {
            try
            {
                exitCode = Math.Max(exitCode, Show(environment, source, json));
            }
            catch (ToolException exception)
            {
                environment.Error.PrintLine(exception.Message); // The other bodies are still shown.
                exitCode = Math.Max(exitCode, exception.ExitCode);
            }
        }

        return exitCode;
    }

    private static int Show(ToolEnvironment environment, BodySource source, bool json)
    {
        var result = WebhookParser.Default.Parse(source.Read());
        var isEvent = result.TryGetEvent(out var webhookEvent, out var error);
        if (json)
        {
            environment.Output.PrintLine(DeliveryJson.Write(source.Name, result));
        }
        else if (isEvent)
        {
            DeliveryPage.Write(environment.Output, source.Name, webhookEvent!);
        }
        else
        {
            environment.Error.PrintLine($"{source.Name}: {error!.Code}: {error.Message}");
        }

        return isEvent ? ExitCode.Success : ExitCode.Failure;
    }
}
