namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>Every link of a document leads somewhere within the repository.</summary>
public sealed class LinkTests
{
    [Fact]
    public void Links_AllDocuments_LeadToAFileAndAHeading()
    {
        var broken =
            from document in Repository.Documents
            from link in document.Links
            where !Leads(document, link)
            select $"{document.Name}: {link}";

        broken.Should().BeEmpty();
    }

    [Fact]
    public void Links_PackageReadmes_AreNone()
    {
        // The page of a package does not resolve a relative link.
        Repository.Documents.Where(document => document.Name.EndsWith("PACKAGE.md", StringComparison.Ordinal))
            .Should().HaveSameCount(Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)).And.OnlyContain(document => document.Links.Count == 0);
    }

    private static bool Leads(MarkdownDocument from, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0
            ? from.Name
            : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(from.Name)!, parts[0])).Replace('\\', '/');
        if (parts.Length == 1)
        {
            return Path.Exists(Path.Combine(Repository.Root, target));
        }

        return Repository.Documents.SingleOrDefault(document => document.Name == target)?.Headings.Any(heading => Anchor(heading) == parts[1]) == true;
    }

    /// <summary>The anchor that Markdown hosts make of a heading.</summary>
    private static string Anchor(string heading) => string.Concat(
        heading.ToLowerInvariant()
            .Where(character => char.IsLetterOrDigit(character) || character is ' ' or '-' or '_')
            .Select(character => character == ' ' ? '-' : character));
}
