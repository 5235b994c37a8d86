using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>The texts of a source file that people read: comments, XML docs and strings. The lines of a comment are one text.</summary>
internal static class SourceText
{
    // Without documentation mode, an XML doc is a comment for each line.
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None);

    /// <summary>The texts of a source file, with the number of their first line. The lines of a text are separated by a line feed.</summary>
    public static IEnumerable<(int Line, string Text)> Read(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source, Options).GetRoot();
        var strings = from token in root.DescendantTokens()
                      where token.RawKind is (int)SyntaxKind.StringLiteralToken
                          or (int)SyntaxKind.Utf8StringLiteralToken
                          or (int)SyntaxKind.InterpolatedStringTextToken
                          or (int)SyntaxKind.SingleLineRawStringLiteralToken
                          or (int)SyntaxKind.MultiLineRawStringLiteralToken
                      select (LineOf(token.GetLocation()), token.Text);
        var comments = from trivia in root.DescendantTrivia()
                       where trivia.RawKind is (int)SyntaxKind.SingleLineCommentTrivia or (int)SyntaxKind.MultiLineCommentTrivia
                       select (LineOf(trivia.GetLocation()), trivia.ToString().TrimStart('/', ' '));
        return strings.Concat(JoinLines(comments));
    }

    private static IEnumerable<(int Line, string Text)> JoinLines(IEnumerable<(int Line, string Text)> comments)
    {
        (int Line, string Text)? joined = null;
        foreach (var (line, text) in comments)
        {
            if (joined is { } current && line == current.Line + current.Text.Count(character => character == '\n') + 1)
            {
                joined = (current.Line, $"{current.Text}\n{text}");
                continue;
            }

            if (joined is not null)
            {
                yield return joined.Value;
            }

            joined = (line, text);
        }

        if (joined is not null)
        {
            yield return joined.Value;
        }
    }

    private static int LineOf(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;
}
