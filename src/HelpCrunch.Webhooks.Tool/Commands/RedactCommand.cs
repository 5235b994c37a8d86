using System.CommandLine;

namespace HelpCrunch.Webhooks.Tool.Commands;

internal static class RedactCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var command = new Command("redact", "…");
        command.SetAction(_ => environment.GetVariable("") is null ? 1 : 0);
        return command;
    }
}
