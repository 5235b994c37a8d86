using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>A Markdown document: its headings, its links, its code spans and its fenced blocks.</summary>
internal sealed partial record MarkdownDocument(
    string Name,
    IReadOnlyList<string> Headings,
    IReadOnlyList<string> Links,
    IReadOnlyList<string> CodeSpans,
    IReadOnlyList<MarkdownBlock> Blocks)
{
    /// <summary>Parses a document.</summary>
    /// <exception cref="FormatException">A test directive has no block, or a fence is not closed.</exception>
    public static MarkdownDocument Parse(string name, string text)
    {
        var source = text.ReplaceLineEndings("\n");
        var headings = new List<string>();
        var links = new List<string>();
        var codeSpans = new List<string>();
        var blocks = new List<MarkdownBlock>();
        BlockDirectives? directives = null;

        foreach (var node in Markdown.Parse(source).Descendants())
        {
            switch (node)
            {
                case FencedCodeBlock { ClosingFencedCharCount: 0 } fence:
                    throw new FormatException($"{name}:{fence.Line + 1}: the fence is not closed.");
                case FencedCodeBlock fence:
                    Add(new MarkdownBlock
                    {
                        Document = name,
                        Heading = headings.LastOrDefault() ?? "",
                        Index = 1 + blocks.Count(block => block.Heading == headings.LastOrDefault() && block.Language == fence.Info),
                        Language = fence.Info ?? "",
                        Text = fence.Lines.ToString(),
                        Line = fence.Line + 2,
                        Directives = directives ?? BlockDirectives.None,
                    });
                    directives = null;
                    break;
                case HtmlBlock html when Directive().Match(Source(html)) is { Success: true } directive:
                    ThrowIfUnused(html.Line);
                    directives = BlockDirectives.Parse(directive.Groups["text"].Value, $"{name}:{html.Line + 1}");
                    break;
                case HeadingBlock heading:
                    ThrowIfUnused(heading.Line);
                    headings.Add(Source(heading).TrimStart('#', ' '));
                    break;
                case LeafBlock block:
                    ThrowIfUnused(block.Line);
                    break;
                case LinkInline link:
                    links.Add(link.Url!);
                    break;
                case CodeInline code:
                    codeSpans.Add(code.Content);
                    break;
            }
        }

        ThrowIfUnused(source.Split('\n').Length);
        return new MarkdownDocument(name, headings, links, codeSpans, blocks);

        string Source(Block block) => source.Substring(block.Span.Start, block.Span.Length);

        void ThrowIfUnused(int line)
        {
            if (directives is not null)
            {
                throw new FormatException($"{name}: the test directive before line {line + 1} has no block.");
            }
        }

        void Add(MarkdownBlock block)
        {
            if (block.Directives.Continues)
            {
                block = block with
                {
                    Continued = blocks.LastOrDefault(before => before.IsCSharp)
                        ?? throw new FormatException($"{name}:{block.Line}: there is no C# block to continue."),
                };
            }

            if (block.Directives.IsOutput)
            {
                if (blocks is not [.., { IsCSharp: true } program])
                {
                    throw new FormatException($"{name}:{block.Line}: there is no C# block before the output.");
                }

                blocks[^1] = program with { ExpectedOutput = block.Text };
            }

            blocks.Add(block);
        }
    }

    [GeneratedRegex("^<!-- *test:(?<text>.*)-->")]
    private static partial Regex Directive();
}
