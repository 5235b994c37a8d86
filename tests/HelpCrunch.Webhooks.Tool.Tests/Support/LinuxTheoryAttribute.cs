namespace HelpCrunch.Webhooks.Tool.Tests.Support;

/// <summary>A test that needs <see cref="Linux"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = Linux.SkipReason;
}
