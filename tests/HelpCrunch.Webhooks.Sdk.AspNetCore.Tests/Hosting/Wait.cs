namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>How long a test waits for an expected event before it fails.</summary>
internal static class Wait
{
    public static TimeSpan Long { get; } = TimeSpan.FromSeconds(100);
}
