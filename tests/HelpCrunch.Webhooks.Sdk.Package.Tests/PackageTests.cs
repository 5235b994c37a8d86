using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HelpCrunch.Webhooks.Sdk.Package.Tests;

/// <summary>The packages as users get them.</summary>
public sealed partial class PackageTests
{
    private const string Core = "HelpCrunch.Webhooks.Sdk";
    private const string AspNetCore = "HelpCrunch.Webhooks.Sdk.AspNetCore";

    /// <summary>The kind of the entry in which a portable PDB has the text of a source file.</summary>
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private static readonly string[] Libraries = [Core, AspNetCore, $"{Core}.OpenApi", $"{Core}.PostgreSql", $"{Core}.Redis", $"{Core}.Testing", $"{Core}.Wolverine"];

    private static readonly string[] OfEachPackage = ["PACKAGE.md", "icon.png", "CHANGELOG.md", "LICENSE"];

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
    public void Pack_Twice_CreatesTheSameBytes()
    {
        string[] expected =
        [
            .. from name in Libraries from extension in (string[])["nupkg", "snupkg"] select $"{name}.{Package.Version}.{extension}",
            $"HelpCrunch.Webhooks.Tool.{Package.Version}.nupkg",
        ];

        foreach (var folder in (string[])[Package.Folder, Package.FolderOfTheSecondTime])
        {
            Directory.EnumerateFiles(folder).Select(Path.GetFileName).Should().BeEquivalentTo(expected);
        }

        foreach (var name in expected)
        {
            File.ReadAllBytes(Path.Combine(Package.FolderOfTheSecondTime, name)).AsSpan()
                .SequenceEqual(File.ReadAllBytes(Path.Combine(Package.Folder, name))).Should().BeTrue("{0} is the same in both builds", name);
        }
    }

    [Theory]
    [InlineData("OpenApi", "net10.0: HelpCrunch.Webhooks.Sdk.AspNetCore VERSION", "net10.0: Microsoft.AspNetCore.OpenApi 10.0.14")]
    [InlineData("Testing", "net10.0: HelpCrunch.Webhooks.Sdk VERSION", "net8.0: HelpCrunch.Webhooks.Sdk VERSION", ".NETStandard2.0: HelpCrunch.Webhooks.Sdk VERSION")]
    [InlineData("PostgreSql", "net10.0: HelpCrunch.Webhooks.Sdk.AspNetCore VERSION", "net10.0: Npgsql 8.0.9", "net8.0: HelpCrunch.Webhooks.Sdk.AspNetCore VERSION", "net8.0: Npgsql 8.0.9")]
    [InlineData("Redis", "net10.0: HelpCrunch.Webhooks.Sdk.AspNetCore VERSION", "net10.0: StackExchange.Redis 2.8.16", "net8.0: HelpCrunch.Webhooks.Sdk.AspNetCore VERSION", "net8.0: StackExchange.Redis 2.8.16")]
    [InlineData("Wolverine", "net10.0: HelpCrunch.Webhooks.Sdk.AspNetCore VERSION", "net10.0: WolverineFx 6.62.0", "net9.0: HelpCrunch.Webhooks.Sdk.AspNetCore VERSION", "net9.0: WolverineFx 6.62.0")]
    public void Dependencies_Others_AreDocumented(string name, params string[] dependencies) =>
        Package.Open($"{Core}.{name}", "nupkg").Dependencies.Should().BeEquivalentTo(dependencies.Select(one => one.Replace("VERSION", Package.Version, StringComparison.Ordinal)));

    [Fact]
    public void Dependencies_Core_AreDocumented() => Package.Open(Core, "nupkg").Dependencies.Should().BeEquivalentTo(
        "net10.0: Microsoft.Extensions.DependencyInjection.Abstractions 8.0.2",
        "net8.0: Microsoft.Extensions.DependencyInjection.Abstractions 8.0.2",
        "net8.0: System.Text.Json 8.0.5",
        ".NETStandard2.0: Microsoft.Extensions.DependencyInjection.Abstractions 8.0.2",
        ".NETStandard2.0: System.Text.Json 8.0.5");

    [Fact]
    public void Dependencies_AspNetCore_AreTheCoreAndTheFramework()
    {
        var package = Package.Open(AspNetCore, "nupkg");

        package.Dependencies.Should().BeEquivalentTo($"net10.0: {Core} {Package.Version}", $"net8.0: {Core} {Package.Version}");
        package.Metadata.Element("frameworkReferences")!.Descendants("frameworkReference").Select(reference => (string?)reference.Attribute("name"))
            .Should().Equal("Microsoft.AspNetCore.App", "Microsoft.AspNetCore.App");
    }

    [Fact]
    public void FrameworkReferences_Core_AreNone() => Package.Open(Core, "nupkg").Metadata.Element("frameworkReferences").Should().BeNull();

    [Fact]
    public void Files_Core_AreAssembliesDocsAndPagesForUsers()
    {
        var package = Package.Open(Core, "nupkg");
        string[] pages = [.. PagesOfTheRepository().Except(["docs/performance.md", "docs/testing.md"])];

        pages.Should().HaveCountGreaterThan(10).And.Contain("docs/getting-started.md");
        package.Files.Should().BeEquivalentTo([.. OfEachTarget(Core), .. OfEachPackage, .. pages, $"{Core}.nuspec"]);
        pages.Should().AllSatisfy(page => package.Read(page).Should().Equal(OfTheRepository(page)));
    }

    [Fact]
    public void Files_AspNetCore_AreAssembliesAndDocs() =>
        Package.Open(AspNetCore, "nupkg").Files.Should().BeEquivalentTo([.. OfEachTarget(AspNetCore), .. OfEachPackage, $"{AspNetCore}.nuspec"]);

    [Theory]
    [InlineData(Core)]
    [InlineData(AspNetCore)]
    public void Files_EachPackage_EqualTheFilesOfTheRepository(string id)
    {
        var package = Package.Open(id, "nupkg");

        package.Read("PACKAGE.md").Should().Equal(OfTheRepository($"src/{id}/PACKAGE.md"));
        package.Read("icon.png").Should().Equal(OfTheRepository("assets/icon.png"));
        package.Read("CHANGELOG.md").Should().Equal(OfTheRepository("CHANGELOG.md"));
        package.Read("LICENSE").Should().Equal(OfTheRepository("LICENSE"));
    }

    [Fact]
    public void Links_PagesForUsers_LeadToFilesOfThePackage()
    {
        var package = Package.Open(Core, "nupkg");
        var files = package.Files.ToHashSet(StringComparer.Ordinal);
        var broken =
            from page in files
            where page.EndsWith(".md", StringComparison.Ordinal)
            from link in Link().Matches(Encoding.UTF8.GetString(package.Read(page))).Select(match => match.Groups["target"].Value)
            where !link.StartsWith("https://", StringComparison.Ordinal)
            let target = Path.GetRelativePath("/", Path.Combine("/", Path.GetDirectoryName(page)!, link)).Replace('\\', '/')
            where !files.Any(file => file == target || file.StartsWith(target + "/", StringComparison.Ordinal))
            select $"{page}: {link}";

        broken.Should().BeEmpty();
    }

    [Fact]
    public void Icon_EachPackage_IsAnImageOf128By128Pixels()
    {
        var icon = Package.Open(Core, "nupkg").Read("icon.png");

        // A PNG file: its signature, the length and the name of its header chunk, the width and the height.
        Encoding.ASCII.GetString(icon, 1, 3).Should().Be("PNG");
        (BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))).Should().Be((128, 128));
    }

    [Theory]
    [InlineData(Core)]
    [InlineData(AspNetCore)]
    public void Metadata_EachPackage_DescribesIt(string id)
    {
        var metadata = Package.Open(id, "nupkg").Metadata;

        ((string?)metadata.Element("id")).Should().Be(id);
        ((string?)metadata.Element("version")).Should().Be(Package.Version);
        ((string?)metadata.Element("license")).Should().Be("MIT");
        ((string?)metadata.Element("readme")).Should().Be("PACKAGE.md");
        ((string?)metadata.Element("icon")).Should().Be("icon.png");
        ((string?)metadata.Element("releaseNotes")).Should().Be("See CHANGELOG.md in this package.");
        ((string?)metadata.Element("description")).Should().NotBeNullOrWhiteSpace();
        ((string?)metadata.Element("tags")).Should().Contain("helpcrunch");
    }

    [Theory]
    [InlineData(Core)]
    [InlineData(AspNetCore)]
    public void Repository_EachPackage_IsThisCommitAndNoFolder(string id)
    {
        var repository = Package.Open(id, "nupkg").Metadata.Element("repository")!;

        ((string?)repository.Attribute("type")).Should().Be("git");
        $"{Package.Version}+{(string?)repository.Attribute("commit")}".Should()
            .Be(typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

        // A clone without a remote, or from a folder, has no address to publish.
        ((string?)repository.Attribute("url") ?? "https://").Should().StartWith("https://");
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Docs_EachTarget_HaveASummaryOfEveryMember(string id, string target)
    {
        var package = Package.Open(id, "nupkg");
        using var xml = new MemoryStream(package.Read($"lib/{target}/{id}.xml"));
        var docs = XDocument.Load(xml).Descendants("member").ToLookup(member => PublicMembers.NameOf((string)member.Attribute("name")!), HasSummary);
        var members = PublicMembers.Of(package.Read($"lib/{target}/{id}.dll"));

        // Generated constructors, including those of positional records, have no docs.
        members.Should().HaveCountGreaterThan(20);
        members.Where(member => docs[member].Contains(false) || !(docs.Contains(member) || member.EndsWith(".#ctor", StringComparison.Ordinal))).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Symbols_EachTarget_BelongToItsAssembly(string id, string target)
    {
        var symbols = Package.Open(id, "snupkg");
        symbols.Files.Should().Contain($"lib/{target}/{id}.pdb").And.HaveCount(1 + TargetsOf(id).Count());

        using var pdb = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols.Read($"lib/{target}/{id}.pdb")));
        using var assembly = new System.Reflection.PortableExecutable.PEReader(new MemoryStream(Package.Open(id, "nupkg").Read($"lib/{target}/{id}.dll")));
        var entry = assembly.ReadDebugDirectory().Single(entry => entry.Type == System.Reflection.PortableExecutable.DebugDirectoryEntryType.CodeView);

        new BlobContentId(pdb.GetMetadataReader().DebugMetadataHeader!.Id).Guid.Should().Be(assembly.ReadCodeViewDebugDirectoryData(entry).Guid);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Symbols_EachTarget_ContainTheSourcesMissingFromTheRepository(string id, string target)
    {
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Package.Open(id, "snupkg").Read($"lib/{target}/{id}.pdb")));
        var symbols = pdb.GetMetadataReader();
        var missing =
            from handle in symbols.Documents
            let name = symbols.GetString(symbols.GetDocument(handle).Name)
            where name.Contains("/obj/", StringComparison.Ordinal) || !File.Exists(Path.Combine(Package.RepositoryFolder, name.Replace("/_/", "", StringComparison.Ordinal)))
            where !symbols.GetCustomDebugInformation(handle).Any(information => symbols.GetGuid(symbols.GetCustomDebugInformation(information).Kind) == EmbeddedSource)
            select name;

        missing.Should().BeEmpty();
    }

    private static bool HasSummary(XElement member) => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value) || member.Element("inheritdoc") is not null;

    private static IEnumerable<string> TargetsOf(string id) => Targets.Where(row => (string)row[0] == id).Select(row => (string)row[1]);

    private static IEnumerable<string> PagesOfTheRepository() => Directory
        .EnumerateFiles(Path.Combine(Package.RepositoryFolder, "docs"), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Package.RepositoryFolder, file).Replace('\\', '/'));

    private static byte[] OfTheRepository(string file) => File.ReadAllBytes(Path.Combine(Package.RepositoryFolder, file));

    private static IEnumerable<string> OfEachTarget(string id) =>
        TargetsOf(id).SelectMany(target => (string[])[$"lib/{target}/{id}.dll", $"lib/{target}/{id}.xml"]);

    /// <summary>A Markdown link to a file, without a heading.</summary>
    [GeneratedRegex(@"\]\((?<target>[^)\s#]+)[^)\s]*\)")]
    private static partial Regex Link();
}
