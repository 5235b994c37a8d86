namespace HelpCrunch.Webhooks.Sdk.Tests.Corpus;

/// <summary>The files of <c>Payloads</c>, as rows of theories. A name is the path below that folder.</summary>
public static class PayloadFiles
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Payloads");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(name => !name.EndsWith(".md", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    public static TheoryData<string> All => Rows(_ => true);

    public static TheoryData<string> Events => Rows(name => name.StartsWith("Events/", StringComparison.Ordinal));

    public static TheoryData<string> Parseable => Rows(name => !IsMalformed(name));

    public static TheoryData<string> Malformed => Rows(IsMalformed);

    /// <summary>Parseable files except those with malformed <c>applications</c>, which only the parser repairs.</summary>
    public static TheoryData<string> Json => Rows(name => !IsMalformed(name) && name.EndsWith(".json", StringComparison.Ordinal));

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Root, name));

    private static bool IsMalformed(string name) => name.StartsWith("Malformed/", StringComparison.Ordinal);

    private static TheoryData<string> Rows(Func<string, bool> choose) => [.. Names.Where(choose)];
}
