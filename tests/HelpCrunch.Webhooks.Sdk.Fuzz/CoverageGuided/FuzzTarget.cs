namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>A part of the library that coverage-guided fuzzing gives inputs to.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Seeds">The inputs that the fuzzer starts from.</param>
/// <param name="Words">Texts that the fuzzer inserts into inputs, in addition to the names and values of the wire.</param>
/// <param name="Examine">The promise that an input breaks; null when it breaks none. The same input takes the same branches each time.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, IReadOnlyList<string> Words, Func<byte[], Finding?> Examine)
{
    public static IReadOnlyList<string> Names { get; } = ["parser", "signature", "endpoint"];

    public static FuzzTarget Create(string name) => name switch
    {
        "parser" => ParserTarget.Create(),
        "signature" => SignatureTarget.Create(),
        "endpoint" => EndpointTarget.Create(),
        _ => throw new ArgumentException($"'{name}' is not a target. The targets are {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>The names and values of the wire, and the words of the target, in the format of a dictionary of afl-fuzz.</summary>
    public IEnumerable<string> Dictionary() => WireWords.All.Concat(Words).Distinct().Select(word => $"\"{Escape(word)}\"");

    private static string Escape(string word) => string.Concat(System.Text.Encoding.UTF8.GetBytes(word)
        .Select(value => value is >= (byte)' ' and <= (byte)'~' and not ((byte)'"' or (byte)'\\') ? $"{(char)value}" : $"\\x{value:x2}"));
}
