namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>
/// The files of a block's program. The block is a file, between the statements of its prelude. The types of the prelude and
/// of the blocks that it continues are files too, so that their usings do not apply to the block.
/// </summary>
internal sealed record BlockSource(IReadOnlyList<string> Files, IReadOnlyList<string> References, bool HasStatements)
{
    public static BlockSource Of(MarkdownBlock block, bool withPrelude = true)
    {
        var blockParts = SourceParts.Of(block.Text, block.Document, block.Line);
        var prelude = withPrelude && block.Directives.Prelude is { } name ? Prelude.Read(name) : Prelude.None;
        var statements = prelude.Before.Statements + blockParts.Statements + prelude.After.Statements;
        List<string> files =
        [
            blockParts.Usings + statements + blockParts.Types,
            .. prelude.Types,
            $"internal static class PreludeArguments {{ public const string Posts = \"{block.Directives.Posts}\"; }}",
        ];
        for (var continued = block.Continued; continued is not null; continued = continued.Continued)
        {
            var parts = SourceParts.Of(continued.Text, continued.Document, continued.Line);
            files.Add(parts.Usings + parts.Types);
        }

        return new BlockSource(files, prelude.References, statements.Length > 0);
    }

    /// <summary>Whether the block has statements to run, and not only types.</summary>
    public static bool Runs(MarkdownBlock block) => block.Directives.Project == ProjectKind.XunitTests || Of(block).HasStatements;
}
