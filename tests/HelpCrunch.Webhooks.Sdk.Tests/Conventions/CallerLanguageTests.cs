namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>A project that keeps the default C# of its target can call the whole public API.</summary>
public sealed class CallerLanguageTests
{
    public interface IDefaultMember
    {
        void Handle()
        {
        }
    }

    [Fact]
    public void PublicApi_Core_NeedsNoNewerLanguageThanTheDefault() => CallerLanguage.NewerFeaturesOf(SdkMetadata.Assembly).Should().BeEmpty();

    [Fact]
    public void NewerFeaturesOf_AssemblyWithNewerFeatures_NamesThem() =>
        CallerLanguage.NewerFeaturesOf(typeof(IDefaultMember).Assembly).Should().Equal($"{typeof(IDefaultMember).FullName}: Handle has a default or static interface member (C# 8)");
}
