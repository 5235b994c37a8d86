using System.Reflection.Metadata;
using System.Xml.Linq;

namespace HelpCrunch.Webhooks.Sdk.Package.Tests;

/// <summary>The packages as users get them.</summary>
public sealed class PackageTests
{
    private const string Core = "HelpCrunch.Webhooks.Sdk";
    private const string AspNetCore = "HelpCrunch.Webhooks.Sdk.AspNetCore";

    /// <summary>Each package with each of its targets.</summary>
    public static TheoryData<string, string> Targets => new()
    {
        { Core, "netstandard2.0" },
        { Core, "net8.0" },
        { Core, "net10.0" },
        { AspNetCore, "net8.0" },
        { AspNetCore, "net10.0" },
    };

    [Fact]
    public void Packing_Twice_GivesTheSameBytes()
    {
        string[] expected =
        [
            $"{AspNetCore}.{Package.Version}.nupkg",
            $"{AspNetCore}.{Package.Version}.snupkg",
            $"{Core}.{Package.Version}.nupkg",
            $"{Core}.{Package.Version}.snupkg",
        ];

        foreach (var folder in (string[])[Package.Folder, Package.FolderOfTheSecondTime])
        {
            Directory.EnumerateFiles(folder).Select(Path.GetFileName).Should().BeEquivalentTo(expected);
        }

        foreach (var name in expected)
        {
            File.ReadAllBytes(Path.Combine(Package.FolderOfTheSecondTime, name)).AsSpan()
                .SequenceEqual(File.ReadAllBytes(Path.Combine(Package.Folder, name))).Should().BeTrue("{0} is the same each time", name);
        }
    }

    [Fact]
    public void Dependencies_OfTheCore_AreTheTwoOfTheFrame() => Package.Open(Core, "nupkg").Dependencies.Should().BeEquivalentTo(
        "net10.0: Microsoft.Extensions.DependencyInjection.Abstractions 8.0.2",
        "net8.0: Microsoft.Extensions.DependencyInjection.Abstractions 8.0.2",
        "net8.0: System.Text.Json 8.0.5",
        ".NETStandard2.0: Microsoft.Extensions.DependencyInjection.Abstractions 8.0.2",
        ".NETStandard2.0: System.Text.Json 8.0.5");

    [Fact]
    public void Dependencies_OfTheAspNetCorePackage_AreTheCoreAndTheFramework()
    {
        var package = Package.Open(AspNetCore, "nupkg");

        package.Dependencies.Should().BeEquivalentTo($"net10.0: {Core} {Package.Version}", $"net8.0: {Core} {Package.Version}");
        package.Metadata.Element("frameworkReferences")!.Descendants("frameworkReference").Select(reference => (string?)reference.Attribute("name"))
            .Should().Equal("Microsoft.AspNetCore.App", "Microsoft.AspNetCore.App");
    }

    [Fact]
    public void FrameworkReferences_OfTheCore_AreNone() => Package.Open(Core, "nupkg").Metadata.Element("frameworkReferences").Should().BeNull();

    [Fact]
    public void Files_OfTheCore_AreTheAssembliesTheirDocsAndThePages()
    {
        var docs = Path.Combine(Package.RepositoryFolder, "docs");
        string[] pages = [.. Directory.EnumerateFiles(docs, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Package.RepositoryFolder, file).Replace('\\', '/'))];
        var package = Package.Open(Core, "nupkg");

        pages.Should().HaveCountGreaterThan(10).And.Contain("docs/getting-started.md");
        package.Files.Should().BeEquivalentTo([.. OfEachTarget(Core), .. pages, "README.md", "LICENSE", $"{Core}.nuspec"]);
        foreach (var page in (string[])[.. pages, "README.md", "LICENSE"])
        {
            package.Read(page).Should().Equal(File.ReadAllBytes(Path.Combine(Package.RepositoryFolder, page)), "{0} is that of the repository", page);
        }
    }

    [Fact]
    public void Files_OfTheAspNetCorePackage_AreTheAssembliesAndTheirDocs() =>
        Package.Open(AspNetCore, "nupkg").Files.Should().BeEquivalentTo([.. OfEachTarget(AspNetCore), "README.md", "LICENSE", $"{AspNetCore}.nuspec"]);

    [Theory]
    [InlineData(Core)]
    [InlineData(AspNetCore)]
    public void Metadata_NamesTheLicenceAndTheReadme(string id)
    {
        var metadata = Package.Open(id, "nupkg").Metadata;

        ((string?)metadata.Element("id")).Should().Be(id);
        ((string?)metadata.Element("version")).Should().Be(Package.Version);
        ((string?)metadata.Element("license")).Should().Be("MIT");
        ((string?)metadata.Element("readme")).Should().Be("README.md");
        ((string?)metadata.Element("description")).Should().NotBeNullOrWhiteSpace();
        ((string?)metadata.Element("tags")).Should().Contain("helpcrunch");
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Docs_OfATarget_HaveASummaryOfEveryMember(string id, string target)
    {
        var package = Package.Open(id, "nupkg");
        using var xml = new MemoryStream(package.Read($"lib/{target}/{id}.xml"));
        var docs = XDocument.Load(xml).Descendants("member").ToLookup(member => PublicMembers.NameOf((string)member.Attribute("name")!), HasSummary);
        var members = PublicMembers.Of(package.Read($"lib/{target}/{id}.dll"));

        // A constructor that nobody wrote, that of a record's positional parameters among them, has no docs of its own.
        members.Should().HaveCountGreaterThan(20);
        members.Where(member => docs[member].Contains(false) || !(docs.Contains(member) || member.EndsWith(".#ctor", StringComparison.Ordinal))).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Symbols_OfATarget_BelongToItsAssembly(string id, string target)
    {
        var symbols = Package.Open(id, "snupkg");
        symbols.Files.Should().Contain($"lib/{target}/{id}.pdb").And.HaveCount(1 + TargetsOf(id).Count());

        using var pdb = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols.Read($"lib/{target}/{id}.pdb")));
        using var assembly = new System.Reflection.PortableExecutable.PEReader(new MemoryStream(Package.Open(id, "nupkg").Read($"lib/{target}/{id}.dll")));
        var entry = assembly.ReadDebugDirectory().Single(entry => entry.Type == System.Reflection.PortableExecutable.DebugDirectoryEntryType.CodeView);

        new BlobContentId(pdb.GetMetadataReader().DebugMetadataHeader!.Id).Guid.Should().Be(assembly.ReadCodeViewDebugDirectoryData(entry).Guid);
    }

    private static bool HasSummary(XElement member) => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value) || member.Element("inheritdoc") is not null;

    private static IEnumerable<string> TargetsOf(string id) => Targets.Where(row => (string)row[0] == id).Select(row => (string)row[1]);

    private static IEnumerable<string> OfEachTarget(string id) =>
        TargetsOf(id).SelectMany(target => (string[])[$"lib/{target}/{id}.dll", $"lib/{target}/{id}.xml"]);
}
