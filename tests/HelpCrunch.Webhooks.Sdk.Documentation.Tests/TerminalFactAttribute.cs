namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>A test that needs a terminal, which the program <c>script</c> of util-linux provides.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
        {
            Skip = "There is no /usr/bin/script, which provides a terminal.";
        }
    }
}
