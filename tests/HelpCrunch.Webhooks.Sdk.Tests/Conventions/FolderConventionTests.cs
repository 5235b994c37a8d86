namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>The folders of the source use each other in one direction, so that each can be understood without those above it.</summary>
[Trait("Speed", "Slow")]
public sealed class FolderConventionTests
{
    /// <summary>What each folder can use. A folder comes after those that it uses, so there are no circles.</summary>
    private static readonly (string Folder, string[] CanUse)[] Table =
    [
        ("Text", []),
        ("Wire", ["Text"]),
        ("Values", ["Wire"]),
        ("EventData", ["Values", "Wire", "Text"]),
        ("Drift", ["Wire", "Text"]),
        ("Events", ["EventData", "Drift", "Values", "Wire", "Text"]),
        ("Parsing", ["Events", "Wire", "Text"]),
        ("Signing", ["Text"]),
        ("Diagnostics", ["Signing", "Text"]),
        ("Receiving", ["Parsing", "Events", "Signing", "Text"]),
        ("Handling", ["Parsing", "Events", "Text"]),
        ("Inbox", ["Handling", "Parsing", "Events", "EventData", "Text"]),
        ("DependencyInjection", ["Inbox", "Handling", "Receiving", "Parsing", "Events", "Signing", "Text"]),
        ("Serialization", ["Inbox", "Parsing", "Events", "EventData", "Values", "Wire", "Text"]),
    ];

    private static readonly FolderUses Source = new(Path.Combine(SdkMetadata.Repository, "src"), "HelpCrunch.Webhooks.Sdk");

    [Fact]
    public void Source_WithoutSourceGenerators_Compiles() => Source.Errors(generatedType: "WebhookJsonContext").Should().BeEmpty();

    [Fact]
    public void FolderTable_AllFolders_AreListed() => Table.Select(row => row.Folder).Should().BeEquivalentTo(Source.Folders);

    [Fact]
    public void FolderTable_AllFolders_HaveNoCycles() => FolderUses.Upward(Table).Should().BeEmpty();

    [Fact]
    public void FolderTable_AllUses_AreListed() => Source.Forbidden(Table).Should().BeEmpty();

    [Fact]
    public void FolderTable_AllEntries_AreUsed() => Source.Unused(Table).Should().BeEmpty();
}
