namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>A fenced block of a Markdown document.</summary>
internal sealed record MarkdownBlock
{
    public required string Document { get; init; }

    /// <summary>The heading above the block.</summary>
    public required string Heading { get; init; }

    /// <summary>The number of the block among those of its language under the heading, from 1.</summary>
    public required int Index { get; init; }

    /// <summary>The text after the opening fence: <c>csharp</c>, <c>json</c>, <c>text</c>.</summary>
    public required string Language { get; init; }

    public required string Text { get; init; }

    /// <summary>The line of the document at which the text starts, from 1.</summary>
    public required int Line { get; init; }

    public required BlockDirectives Directives { get; init; }

    /// <summary>What the block must write to the console; null when the document shows no output.</summary>
    public string? ExpectedOutput { get; init; }

    /// <summary>The block whose types this one uses; null when it needs no other block.</summary>
    public MarkdownBlock? Continued { get; init; }

    public bool IsCSharp => Language == "csharp";

    public string Name => $"{Document} › {Heading} › {Index}";
}
