namespace HelpCrunch.Webhooks.Tool.Tests.Support;

/// <summary>The shell and the signals of Linux.</summary>
internal static class Linux
{
    /// <summary>Why a test that needs them is skipped, or null.</summary>
    public static string? SkipReason => OperatingSystem.IsLinux() ? null : "NOT RUN: the test needs Linux.";
}
