using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace HelpCrunch.Webhooks.Sdk.Package.Tests;

/// <summary>A packed file: a package, or the package of its symbols.</summary>
internal sealed class Package
{
    private readonly Dictionary<string, byte[]> _entries;

    private Package(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        _entries = archive.Entries.ToDictionary(entry => entry.FullName, Bytes);
    }

    public static string Version { get; } = Setting("Version");

    public static string RepositoryFolder { get; } = Path.GetFullPath(Setting("Repository"));

    /// <summary>The folders of the two builds.</summary>
    public static string Folder { get; } = Setting("Packages");

    public static string FolderOfTheSecondTime { get; } = Setting("PackagesAgain");

    /// <summary>The files that a user installs, without those of the package format.</summary>
    public IEnumerable<string> Files => _entries.Keys.Where(
        name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml");

    /// <summary>The metadata of the package, without the XML namespace, which depends on the elements in use.</summary>
    public XElement Metadata
    {
        get
        {
            var nuspec = _entries.Single(entry => entry.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value;
            var root = XDocument.Load(new MemoryStream(nuspec)).Root!;
            foreach (var element in root.DescendantsAndSelf())
            {
                element.Name = element.Name.LocalName;
            }

            return root.Element("metadata")!;
        }
    }

    /// <summary>A line for each dependency: the target, the package and its lowest version.</summary>
    public IEnumerable<string> Dependencies =>
        from target in Metadata.Element("dependencies")!.Elements("group")
        from dependency in target.Elements("dependency")
        select $"{(string?)target.Attribute("targetFramework")}: {(string?)dependency.Attribute("id")} {(string?)dependency.Attribute("version")}";

    public static Package Open(string id, string extension) => new(Path.Combine(Folder, $"{id}.{Version}.{extension}"));

    public byte[] Read(string file) => _entries[file];

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Setting(string key) =>
        typeof(Package).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
