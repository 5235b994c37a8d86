using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using HelpCrunch.Webhooks.Tool.Commands;
using HelpCrunch.Webhooks.Tool.Listening;
using HelpCrunch.Webhooks.Tool.Output;

namespace HelpCrunch.Webhooks.Tool;

/// <summary>The tool: its commands, and how it runs them.</summary>
internal static class WebhookTool
{
    private static readonly Func<ToolEnvironment, Command>[] Commands =
    [
        ShowCommand.Create,
        VerifyCommand.Create,
        ExplainCommand.Create,
        SignCommand.Create,
        ListenCommand.Create,
        SendCommand.Create,
        ReplayCommand.Create,
        RedactCommand.Create,
    ];

    // An argument that starts with @ is not the name of a file with arguments: it can be a signing key, which a message about the file would contain.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, ToolEnvironment environment, CancellationToken cancellationToken = default)
    {
        var command = CreateRootCommand(environment).Parse(args, Parser);
        if (command.Errors.Count > 0 && command.Action is not HelpAction)
        {
            foreach (var message in command.Errors.Select(error => MessageOf(error, command.UnmatchedTokens)).Distinct(StringComparer.Ordinal))
            {
                environment.Error.PrintLine(message);
            }

            environment.Error.PrintLine($"See '{CommandLineOf(command.CommandResult)} --help'.");
            return ExitCode.Usage;
        }

        var invocation = new InvocationConfiguration
        {
            Output = environment.Output.Profile.Out.Writer,
            Error = environment.Error.Profile.Out.Writer,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            return await command.InvokeAsync(invocation, cancellationToken);
        }
        catch (ToolException exception)
        {
            environment.Error.PrintLine(exception.Message);
            return exception.ExitCode;
        }
        catch (OperationCanceledException)
        {
            environment.Error.PrintLine("The command was canceled.");
            return ExitCode.Canceled;
        }
    }

    public static RootCommand CreateRootCommand(ToolEnvironment environment)
    {
        var root = new RootCommand("Shows, verifies, signs, sends, receives, replays, and redacts HelpCrunch webhooks.");
        foreach (var create in Commands)
        {
            root.Add(create(environment));
        }

        return root;
    }

    // The value after a misspelled --key is a key, so an unknown argument is not printed.
    private static string MessageOf(ParseError error, IReadOnlyList<string> unknown) => unknown.Any(argument => error.Message.Contains($"'{argument}'", StringComparison.Ordinal))
        ? "The command line has an unknown argument. It is not shown, because it can be a signing key."
        : error.Message;

    private static string CommandLineOf(CommandResult command) =>
        command.Command is RootCommand ? "helpcrunch-webhooks" : $"helpcrunch-webhooks {command.Command.Name}";
}
