namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>The repository that these tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The documents for users of the package. Their C# is compiled and run.</summary>
    public static IReadOnlyList<MarkdownDocument> Documents { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Prepend(Path.Combine(Root, "README.md"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "src"), "PACKAGE.md", SearchOption.AllDirectories))
            .Select(Read)
            .OrderBy(document => document.Name, StringComparer.Ordinal),
    ];

    private static MarkdownDocument Read(string file) =>
        MarkdownDocument.Parse(Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText(file));

    private static string Find(DirectoryInfo? directory)
    {
        for (; directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "HelpCrunch.Webhooks.Sdk.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds HelpCrunch.Webhooks.Sdk.sln.");
    }
}
