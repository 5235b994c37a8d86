namespace HelpCrunch.Webhooks.Tool.Tests.Support;

/// <summary>A theory that needs the shell and the signals of Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "NOT RUN: the test needs Linux.";
        }
    }
}
