namespace HelpCrunch.Webhooks.Tool.Tests.Support;

/// <summary>A test that needs <see cref="Linux"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = Linux.SkipReason;
}
