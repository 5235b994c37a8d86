using System.Text.RegularExpressions;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>
/// The code around a block: a file of <c>Preludes</c>. Its line <c>// The block.</c> is replaced with the block. A line
/// <c>// Uses NAME.</c> adds the types of another file, and a line <c>// References FILE.dll.</c> an assembly.
/// </summary>
internal sealed partial record Prelude(SourceParts Before, SourceParts After, IReadOnlyList<string> Types, IReadOnlyList<string> References)
{
    public static Prelude None { get; } = new(SourceParts.None, SourceParts.None, [], []);

    public static Prelude Read(string name)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Preludes", name + ".cs");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var halves = text.Split("// The block.\n");
        var before = SourceParts.Of(halves[0], file, 1);
        var after = halves.Length > 1 ? SourceParts.Of(halves[1], file, 2 + halves[0].Count(character => character == '\n')) : SourceParts.None;
        return new Prelude(
            before,
            after,
            [before.Usings + after.Usings + before.Types + after.Types, .. UseLine().Matches(text).SelectMany(use => Read(use.Groups["name"].Value).Types)],
            [.. ReferenceLine().Matches(text).Select(reference => Path.Combine(AppContext.BaseDirectory, reference.Groups["file"].Value))]);
    }

    [GeneratedRegex("^// Uses (?<name>.*)\\.$", RegexOptions.Multiline)]
    private static partial Regex UseLine();

    [GeneratedRegex("^// References (?<file>.*\\.dll)\\.$", RegexOptions.Multiline)]
    private static partial Regex ReferenceLine();
}
