namespace HelpCrunch.Webhooks.Tool.Tests.Support;

/// <summary>A fact that needs the shell and the signals of Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "NOT RUN: the test needs Linux.";
        }
    }
}
