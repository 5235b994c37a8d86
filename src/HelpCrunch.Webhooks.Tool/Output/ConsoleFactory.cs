using Spectre.Console;

namespace HelpCrunch.Webhooks.Tool.Output;

/// <summary>Creates the consoles: in color in a terminal, and plain lines that are not wrapped in a pipe or a file.</summary>
internal static class ConsoleFactory
{
    private const int WidthWithoutTerminal = 100_000;

    public static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isRedirected)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        return console;
    }
}
