using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>A block's C# in its three parts, which the program of a block and its prelude must each have in this order.</summary>
internal sealed record BlockSource(string Usings, string Statements, string Types)
{
    /// <summary>The program of a block: what its prelude and the blocks it continues supply, and the block itself.</summary>
    public static string ProgramOf(MarkdownBlock block)
    {
        var (before, after) = block.Directives.Prelude is { } prelude ? Prelude(prelude) : (Nothing, Nothing);
        var own = Split(block.Text, block.Document, block.Line);
        var parts = new List<BlockSource> { before, own with { Types = "" }, after, new("", "", own.Types) };
        for (var continued = block.Continued; continued is not null; continued = continued.Continued)
        {
            parts.Add(Split(continued.Text, continued.Document, continued.Line) with { Statements = "" });
        }

        return string.Concat([
            .. parts.Select(part => part.Usings),
            .. parts.Select(part => part.Statements),
            .. parts.Select(part => part.Types)]);
    }

    /// <summary>Whether the block has statements to run, and not types alone.</summary>
    public static bool Runs(MarkdownBlock block) => Split(block.Text, block.Document, block.Line).Statements.Length > 0;

    private static BlockSource Nothing { get; } = new("", "", "");

    /// <summary>A prelude is a file whose line <c>// The block.</c> says where the block goes.</summary>
    private static (BlockSource Before, BlockSource After) Prelude(string name)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Preludes", name + ".cs");
        var halves = File.ReadAllText(file).ReplaceLineEndings("\n").Split("// The block.\n");
        return (Split(halves[0], file, 1), halves.Length > 1 ? Split(halves[1], file, 1 + halves[0].Count(character => character == '\n')) : Nothing);
    }

    private static BlockSource Split(string text, string file, int line)
    {
        var root = CSharpSyntaxTree.ParseText(text, BlockCompiler.ParseOptions).GetCompilationUnitRoot();
        return new BlockSource(
            Part(root.Usings),
            Part(root.Members.TakeWhile(member => member is GlobalStatementSyntax)),
            Part(root.Members.SkipWhile(member => member is GlobalStatementSyntax)));

        string Part(IEnumerable<SyntaxNode> nodes)
        {
            if (nodes.FirstOrDefault() is not { } first)
            {
                return "";
            }

            // The compiler's messages then name the line of the document.
            var span = TextSpan.FromBounds(first.FullSpan.Start, nodes.Last().FullSpan.End);
            var firstLine = line + root.SyntaxTree.GetText().Lines.GetLinePosition(span.Start).Line;
            return $"\n#line {firstLine} \"{file}\"\n{text.Substring(span.Start, span.Length)}\n";
        }
    }
}
