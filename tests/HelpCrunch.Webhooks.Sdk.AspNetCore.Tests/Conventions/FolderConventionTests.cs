using System.Reflection;
using HelpCrunch.Webhooks.Sdk.Tests.Conventions;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests.Conventions;

/// <summary>The folders of the source use each other in one direction: from the request to the response, and telemetry knows no endpoint.</summary>
public sealed class FolderConventionTests
{
    /// <summary>What each folder can use. A folder comes after those that it uses, so there are no circles.</summary>
    private static readonly (string Folder, string[] CanUse)[] Table =
    [
        ("Text", []),
        ("Signing", ["Text"]),
        ("Telemetry", ["Text"]),
        ("Options", ["Telemetry"]),
        ("Deduplication", []),
        ("Inbox", []),
        ("Endpoint", ["Deduplication", "Inbox", "Options", "Signing", "Telemetry", "Text"]),
        ("Verified", ["Endpoint", "Options", "Telemetry"]),
        ("Startup", ["Verified", "Endpoint", "Options", "Telemetry", "Text"]),
        ("HealthChecks", ["Endpoint", "Deduplication", "Inbox", "Options", "Telemetry"]),
        ("DependencyInjection", ["HealthChecks", "Startup", "Endpoint", "Options", "Inbox", "Deduplication", "Telemetry"]),
    ];

    private static readonly FolderUses Source = new(SourceFolder(), "HelpCrunch.Webhooks.Sdk.AspNetCore");

    [Fact]
    public void Source_WithoutSourceGenerators_Compiles() => Source.Errors(generatedType: "WebhookLog").Should().BeEmpty();

    [Fact]
    public void FolderTable_AllFolders_AreListed() => Table.Select(row => row.Folder).Should().BeEquivalentTo(Source.Folders);

    [Fact]
    public void FolderTable_AllFolders_HaveNoCycles() => FolderUses.Upward(Table).Should().BeEmpty();

    [Fact]
    public void FolderTable_AllUses_AreListed() => Source.Forbidden(Table).Should().BeEmpty();

    [Fact]
    public void FolderTable_AllEntries_AreUsed() => Source.Unused(Table).Should().BeEmpty();

    private static string SourceFolder()
    {
        var project = typeof(FolderConventionTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectDirectory").Value!;
        return Path.GetFullPath(Path.Combine(project, "..", "..", "src"));
    }
}
