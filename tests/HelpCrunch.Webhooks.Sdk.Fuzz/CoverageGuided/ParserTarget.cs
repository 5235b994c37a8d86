namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>The input is a body for the parser. The oracle and the bodies are those of the fuzzer without coverage.</summary>
internal static class ParserTarget
{
    public static FuzzTarget Create()
    {
        var oracle = new Oracle(EntryPoint.All, new Library());
        return new FuzzTarget(
            "parser",
            Corpus.Load(),
            ["null", "true", "false", "-1", "1e9", "1607542030.713", "9223372036854775808", "\\u0065", "\\ud800", "\uFEFF", "{ 743, 42 }", Corpus.Mark],
            body => oracle.Examine(body, number: body.Length));
    }
}
