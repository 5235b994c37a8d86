using System.Text.Json;
using HelpCrunch.Webhooks.Tool.Redaction;

namespace HelpCrunch.Webhooks.Tool.Tests.Support;

/// <summary>The files of the SDK's corpus.</summary>
public static class Corpus
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Payloads");

    private static IEnumerable<string> Names => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(name => !name.EndsWith(".md", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>Bodies that are JSON, also those that are not webhooks.</summary>
    public static TheoryData<string> Json => [.. Names.Where(IsJson)];

    public static TheoryData<string> NotJson => [.. Names.Where(name => !IsJson(name))];

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Root, name));

    private static bool IsJson(string name)
    {
        try
        {
            BodyRedactor.VerifyJson(Read(name));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
