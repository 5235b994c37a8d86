namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>The folders of the source use each other in one direction, so that each can be understood without those above it.</summary>
[Trait("Speed", "Slow")]
public sealed class FolderConventionTests
{
    /// <summary>What each folder can use. A folder comes after those that it uses, so there are no circles.</summary>
    private static readonly (string Folder, string[] CanUse)[] WayDown =
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
        ("DependencyInjection", ["Handling", "Receiving", "Parsing", "Events", "Signing", "Text"]),
        ("Serialization", ["Parsing", "Events", "EventData", "Values", "Wire", "Text"]),
    ];

    private static readonly FolderUses Source = Load();

    private static readonly List<FolderUse> Uses = [.. Source.Find().Distinct()];

    [Fact]
    public void Source_WithoutSourceGenerators_LacksTheirCodeOnly() =>
        Source.Errors().Should().OnlyContain(error => error.Contains("WebhookJsonContext"), "only the JSON metadata is generated");

    [Fact]
    public void WayDown_EveryFolder_ComesAfterThoseThatItUses()
    {
        var seen = new HashSet<string>();
        foreach (var (folder, canUse) in WayDown)
        {
            canUse.Should().BeSubsetOf(seen, "{0} uses them", folder);
            seen.Add(folder);
        }

        WayDown.Select(row => row.Folder).Should().BeEquivalentTo(Source.Folders);
    }

    [Fact]
    public void Uses_OfOtherFolders_GoDown()
    {
        var canUse = WayDown.SelectMany(row => row.CanUse, (row, used) => (row.Folder, used)).ToHashSet();

        Uses.Where(use => !canUse.Contains((use.From, use.To))).Select(use => use.ToString()).Should().BeEmpty();
    }

    [Fact]
    public void WayDown_EveryUse_IsNeeded()
    {
        var used = Uses.Select(use => (use.From, use.To)).ToHashSet();

        WayDown.SelectMany(row => row.CanUse, (row, to) => (row.Folder, to)).Where(row => !used.Contains(row)).Should().BeEmpty("a use that nothing needs is not allowed either");
    }

    /// <summary>The source as it is compiled for net10.0.</summary>
    private static FolderUses Load()
    {
        var source = Path.Combine(SdkMetadata.Repository, "src");
        var core = Path.Combine(source, "HelpCrunch.Webhooks.Sdk");
        var files = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => file.StartsWith(Path.Combine(source, "Common"), StringComparison.Ordinal) || file.StartsWith(core + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj" or "Compatibility"));
        return new FolderUses(source, files, ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"]);
    }
}
