namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>A test that needs <see cref="PostgreSqlServer"/> and <see cref="OtherClock"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlClockTheoryAttribute : TheoryAttribute
{
    public PostgreSqlClockTheoryAttribute() => Skip = OtherClock.SkipReason;
}
