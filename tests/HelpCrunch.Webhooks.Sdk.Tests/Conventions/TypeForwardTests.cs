using System.Runtime.CompilerServices;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>A class library for netstandard2.0 that creates events runs in an app for a newer target.</summary>
public sealed class TypeForwardTests
{
    [Fact]
    public void Assembly_EachTarget_HasTheTypeOfInitAccessors() =>
        typeof(WebhookEvent).Assembly.GetType(typeof(IsExternalInit).FullName!).Should().NotBeNull("the compiler of the library found it there");
}
