namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>Every C# block of the documents compiles, runs, and writes the output that the document shows.</summary>
public sealed class DocumentationTests
{
    private static readonly string[] Languages = ["csharp", "json", "text", "xml", "bash", "sql", "python"];

    public static TheoryData<string> CSharpBlocks =>
        [.. Repository.Documents.SelectMany(document => document.Blocks).Where(block => block.IsCSharp).Select(block => block.Name)];

    [Theory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(CSharpBlocks))]
    public void FindError_BlockOfADocument_ReturnsNull(string name)
    {
        var block = Repository.Documents.SelectMany(document => document.Blocks).Single(block => block.IsCSharp && block.Name == name);

        BlockRun.FindError(block).Should().BeNull();
    }

    [Fact]
    public void Blocks_AllDocuments_HaveAKnownLanguage()
    {
        // A fence with `cs`, or without a language, would exclude its block from the tests.
        var others = Repository.Documents.SelectMany(document => document.Blocks)
            .Where(block => !Languages.Contains(block.Language))
            .Select(block => $"{block.Document}:{block.Line}: '{block.Language}'");

        others.Should().BeEmpty();
    }

    [Fact]
    public void Blocks_WithoutStatements_AreContinuedByAnotherBlock()
    {
        var blocks = Repository.Documents.SelectMany(document => document.Blocks).Where(block => block.IsCSharp).ToList();
        var continued = blocks.Select(block => block.Continued?.Name).ToHashSet();

        blocks.Where(block => block.Directives.DoesNotCompile is null && !BlockSource.Runs(block) && !continued.Contains(block.Name))
            .Select(block => block.Name)
            .Should().BeEmpty();
    }

    [Fact]
    public void Directives_NotOnCSharpBlocks_AreOutputOnly()
    {
        Repository.Documents.SelectMany(document => document.Blocks)
            .Where(block => !block.IsCSharp && block.Directives with { IsOutput = false } != BlockDirectives.None)
            .Select(block => block.Name)
            .Should().BeEmpty();
    }

    [Fact]
    public void PackageReadme_Core_StartsWithTheCodeOfTheReadme()
    {
        var readme = Repository.Documents.Single(document => document.Name == "README.md").Blocks.First(block => block.IsCSharp);
        var package = Repository.Documents.Single(document => document.Name == "src/HelpCrunch.Webhooks.Sdk/PACKAGE.md").Blocks.First(block => block.IsCSharp);

        package.Text.Should().Be(readme.Text);
        package.ExpectedOutput.Should().Be(readme.ExpectedOutput).And.NotBeNull();
    }

    [Fact]
    public void Packages_UsedByABlock_AreNamedOnItsPage()
    {
        var unnamed =
            from document in Repository.Documents
            let prose = string.Join('\n', File.ReadLines(Path.Combine(Repository.Root, document.Name)).Where(line => !line.StartsWith("<!-- test:", StringComparison.Ordinal)))
            from package in document.Blocks.SelectMany(block => block.Directives.Packages).Distinct()
            where !prose.Contains(package, StringComparison.Ordinal)
            select $"{document.Name}: {package}";

        unnamed.Should().BeEmpty();
    }

    [Fact]
    public void ErrorsPage_AllErrorCodes_HaveAHeading()
    {
        Repository.Documents.Single(document => document.Name == "docs/errors.md").Headings
            .Should().Contain(Enum.GetNames<WebhookParseErrorCode>());
    }
}
