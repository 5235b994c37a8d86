using System.Reflection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Corpus;

/// <summary>The folder of the test project's sources.</summary>
internal static class ProjectFolder
{
    private static readonly string Root = typeof(ProjectFolder).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ProjectDirectory").Value!;

    public static IEnumerable<string> FilesOf(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder)).Select(path => Path.GetFileName(path)!);
}
