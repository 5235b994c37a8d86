using HelpCrunch.Webhooks.Sdk.Tests.Conventions;

namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Conventions;

/// <summary>A project that keeps the default C# of its target can call the whole public API.</summary>
public sealed class CallerLanguageTests
{
    [Fact]
    public void PublicApi_Testing_NeedsNoNewerLanguageThanTheDefault() =>
        CallerLanguage.NewerFeaturesOf(typeof(WebhookSamples).Assembly).Should().BeEmpty();
}
