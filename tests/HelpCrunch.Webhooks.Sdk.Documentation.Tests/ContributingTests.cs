namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>Who adds an event copies the lines of CONTRIBUTING.md: they are those that the events of today have.</summary>
public sealed class ContributingTests
{
    [Fact]
    public void Contributing_LinesOfTheFiveSteps_AreInTheSource()
    {
        var source = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src", "HelpCrunch.Webhooks.Sdk"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Select(line => line.Trim())
            .ToHashSet(StringComparer.Ordinal);

        var lines = MarkdownDocument.Parse("CONTRIBUTING.md", File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md")))
            .Blocks
            .Where(block => block.Heading == "Add an event in five steps")
            .SelectMany(block => block.Text.Split('\n'))
            .Select(line => line.Trim().Replace("ChatMerged", "ChatRated", StringComparison.Ordinal).Replace("chat.merged", "chat.rated", StringComparison.Ordinal))
            .Where(line => !line.StartsWith("///", StringComparison.Ordinal)) // What an event is, each says in words of its own.
            .ToArray();

        lines.Should().HaveCount(8).And.BeSubsetOf(source);
    }
}
