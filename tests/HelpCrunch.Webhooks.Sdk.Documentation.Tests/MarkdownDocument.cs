using System.Text.RegularExpressions;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>A Markdown document: its headings, its links and its fenced blocks.</summary>
internal sealed partial record MarkdownDocument(
    string Name,
    IReadOnlyList<string> Headings,
    IReadOnlyList<string> Links,
    IReadOnlyList<MarkdownBlock> Blocks)
{
    /// <summary>Parses a document.</summary>
    /// <exception cref="FormatException">A test directive stands before no block, or a fence is not closed.</exception>
    public static MarkdownDocument Parse(string name, string text)
    {
        var headings = new List<string>();
        var links = new List<string>();
        var blocks = new List<MarkdownBlock>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        BlockDirectives? directives = null;

        for (var at = 0; at < lines.Length; at++)
        {
            if (Fence().Match(lines[at]) is { Success: true } fence)
            {
                var end = EndOf(lines, at, fence.Groups["fence"].Value)
                    ?? throw new FormatException($"{name}:{at + 1}: the fence is not closed.");
                Add(new MarkdownBlock
                {
                    Document = name,
                    Heading = headings.LastOrDefault() ?? "",
                    Index = 1 + blocks.Count(block => block.Heading == headings.LastOrDefault() && block.Language == fence.Groups["language"].Value),
                    Language = fence.Groups["language"].Value,
                    Text = string.Join('\n', lines[(at + 1)..end].Select(line => Unindent(line, fence.Groups["indent"].Length))),
                    Line = at + 2,
                    Directives = directives ?? BlockDirectives.None,
                });
                directives = null;
                at = end;
            }
            else if (Directive().Match(lines[at]) is { Success: true } directive)
            {
                NoneIsLeft(at);
                directives = BlockDirectives.Parse(directive.Groups["text"].Value, $"{name}:{at + 1}");
            }
            else if (lines[at].Trim().Length > 0)
            {
                NoneIsLeft(at);
                if (Heading().Match(lines[at]) is { Success: true } heading)
                {
                    headings.Add(heading.Groups["text"].Value);
                }

                links.AddRange(Link().Matches(lines[at]).Select(link => link.Groups["target"].Value));
            }
        }

        NoneIsLeft(lines.Length);
        return new MarkdownDocument(name, headings, links, blocks);

        void NoneIsLeft(int line)
        {
            if (directives is not null)
            {
                throw new FormatException($"{name}: the test directive before line {line + 1} stands before no block.");
            }
        }

        void Add(MarkdownBlock block)
        {
            if (block.Directives.Continues)
            {
                block = block with
                {
                    Continued = blocks.LastOrDefault(before => before.IsCSharp)
                        ?? throw new FormatException($"{name}:{block.Line}: there is no block to continue."),
                };
            }

            if (block.Directives.IsOutput)
            {
                if (blocks is not [.., { IsCSharp: true } program])
                {
                    throw new FormatException($"{name}:{block.Line}: the output belongs to no C# block before it.");
                }

                blocks[^1] = program with { ExpectedOutput = block.Text };
            }

            blocks.Add(block);
        }
    }

    private static int? EndOf(string[] lines, int start, string fence)
    {
        for (var at = start + 1; at < lines.Length; at++)
        {
            if (lines[at].Trim() == fence)
            {
                return at;
            }
        }

        return null;
    }

    private static string Unindent(string line, int indent) => line[Math.Min(indent, line.Length - line.TrimStart(' ').Length)..];

    [GeneratedRegex("^(?<indent> *)(?<fence>`{3,}|~{3,})(?<language>.*)$")]
    private static partial Regex Fence();

    [GeneratedRegex("^ *<!-- *test:(?<text>.*)-->")]
    private static partial Regex Directive();

    [GeneratedRegex("^#+ +(?<text>.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
