namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Conventions;

/// <summary>The package can be used with any test framework.</summary>
public sealed class DependencyTests
{
    [Fact]
    public void Package_Dependencies_AreTheCorePackageAndTheFramework() =>
        typeof(WebhookSamples).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .Should().BeSubsetOf(["HelpCrunch.Webhooks.Sdk", "netstandard", "Microsoft.Extensions.DependencyInjection.Abstractions"]);
}
