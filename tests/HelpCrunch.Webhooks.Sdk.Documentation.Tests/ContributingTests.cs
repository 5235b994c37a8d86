namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>The lines that CONTRIBUTING.md tells developers to copy equal those of the existing events.</summary>
public sealed class ContributingTests
{
    [Fact]
    public void Contributing_LinesToCopy_AreInTheSource()
    {
        var source = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src", "HelpCrunch.Webhooks.Sdk"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Select(line => line.Trim())
            .ToHashSet(StringComparer.Ordinal);

        var lines = MarkdownDocument.Parse("CONTRIBUTING.md", File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md")))
            .Blocks
            .Where(block => block.Heading == "Add an event in seven steps")
            .SelectMany(block => block.Text.Split('\n'))
            .Select(line => line.Trim().Replace("ChatMerged", "ChatRated", StringComparison.Ordinal).Replace("chat.merged", "chat.rated", StringComparison.Ordinal))
            .Where(line => !line.StartsWith("///", StringComparison.Ordinal)) // The summaries differ.
            .ToArray();

        lines.Should().HaveCount(8).And.BeSubsetOf(source);
    }
}
