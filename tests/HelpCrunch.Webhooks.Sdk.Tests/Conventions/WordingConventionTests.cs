using System.Text.RegularExpressions;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>Comments, XML docs and strings of the source use plain words, one word for one thing, and American spelling.</summary>
public sealed partial class WordingConventionTests
{
    private static readonly string Source = Path.Combine(SdkMetadata.Repository, "src");

    [Fact]
    public void Source_CommentsDocsAndStrings_HaveNoBannedWords()
    {
        var found = from file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                    let path = Path.GetRelativePath(SdkMetadata.Repository, file).Replace('\\', '/')
                    where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
                    from words in FindBannedWords(path, File.ReadAllText(file))
                    select words;

        found.Should().BeEmpty();
    }

    [Fact]
    public void FindBannedWords_InComment_ReturnsLineAndWords() =>
        FindBannedWords("A.cs", "// The same.\nclass A; // It is no webhook.\n").Should().Equal("A.cs:2: is no webhook");

    [Fact]
    public void FindBannedWords_AcrossLinesOfDoc_ReturnsFirstLine() =>
        FindBannedWords("A.cs", "/// <summary>\n/// The time. Null only\n/// when it is absent.\n/// </summary>\nclass A;\n").Should().Equal("A.cs:2: Null only when");

    [Theory]
    [InlineData("\"Nobody reads it.\"")]
    [InlineData("$\"Nobody reads {1}.\"")]
    [InlineData("\"\"\"Nobody reads it.\"\"\"")]
    [InlineData("\"Nobody reads it.\"u8")]
    public void FindBannedWords_InString_ReturnsLineAndWords(string text) =>
        FindBannedWords("A.cs", $"class A\n{{\n    object B => {text};\n}}\n").Should().Equal("A.cs:3: Nobody");

    [Fact]
    public void FindBannedWords_InIdentifier_ReturnsNothing() => FindBannedWords("A.cs", "class A { int Kept = 1; } // It is no longer used.").Should().BeEmpty();

    private static IEnumerable<string> FindBannedWords(string path, string source) =>
        from text in SourceText.Read(source)
        from match in BannedWords().Matches(text.Text)
        let line = text.Line + text.Text.AsSpan(0, match.Index).Count('\n')
        orderby line
        select $"{path}:{line}: {match.Value.Replace('\n', ' ')}";

    [GeneratedRegex(
        """
        \b(
          (is|are)\s no\s (?!longer\b|more\b|different\b)[a-z]+
        | (who|what)ever
        | (no|some|any)body
        | of\s (its|his|her|our|their|your)\s own
        | those\s that
        | as\s a\s rule
        | null\s only\s when | never\s null | must\s not\s be\s null
        | heed(s|ed)?
        # One word for one thing: reject, redelivery, repair, expire, preserve, event type, event record, custom converter.
        | refus(e|es|ed|al|als) | turn(s|ed)?\s away | let\s in | door
        | repetitions? | repeat(s|ed)?\s (a|the)\s delivery
        | mend(s|ed|ing)?
        | lapse(s|d)? | outlast(s|ed)?
        | kept | left-?overs? | misfits?
        | event\s string
        | leaf
        | (the\s )?users?'s?\s (own\s )?(converter|type|event)s?
        # British spelling.
        | [a-z]+is(e|es|ed|ing|ation)(?<=(serial|deserial|recogn|optim|normal|initial|author|canonical|organ|summar|synchron)is(e|es|ed|ing|ation))
        | behaviours? | licence | colour | (un)?modell(ed|ing) | cancell(ed|ing) | labell(ed|ing)
        )\b
        | ,\s say,
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex BannedWords();
}
