using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>C# in its three parts, which a file must have in this order.</summary>
internal sealed record SourceParts(string Usings, string Statements, string Types)
{
    public static SourceParts None { get; } = new("", "", "");

    public static SourceParts Of(string text, string file, int line)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();
        return new SourceParts(
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
