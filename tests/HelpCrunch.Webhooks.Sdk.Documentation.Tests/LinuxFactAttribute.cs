namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>A test that needs Linux.</summary>
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
