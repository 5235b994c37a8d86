namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>
/// What a block's test must know and its reader need not: <c>&lt;!-- test: prelude=signed-request; throws=InvalidOperationException --&gt;</c>
/// on the line before it.
/// </summary>
internal sealed record BlockDirectives
{
    /// <summary>The file of <c>Preludes</c> that supplies the variables which the block does not declare.</summary>
    public string? Prelude { get; init; }

    /// <summary>The block uses the types that the C# block before it declares.</summary>
    public bool Continues { get; init; }

    /// <summary>The type of the exception that leaves the block.</summary>
    public string? Throws { get; init; }

    /// <summary>The error for which the block does not compile.</summary>
    public string? DoesNotCompile { get; init; }

    /// <summary>The block is the program of a web project, which has more implicit usings.</summary>
    public bool IsWeb { get; init; }

    /// <summary>The text block is what the C# block before it writes to the console.</summary>
    public bool IsOutput { get; init; }

    public static BlockDirectives None { get; } = new();

    public static BlockDirectives Parse(string text, string place)
    {
        var directives = None;
        foreach (var item in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            directives = item.Split('=', 2, StringSplitOptions.TrimEntries) switch
            {
                ["prelude", var name] => directives with { Prelude = name },
                ["throws", var type] => directives with { Throws = type },
                ["does-not-compile", var error] => directives with { DoesNotCompile = error },
                ["continues"] => directives with { Continues = true },
                ["web"] => directives with { IsWeb = true },
                ["output"] => directives with { IsOutput = true },
                _ => throw new FormatException($"{place}: nobody knows the test directive '{item}'."),
            };
        }

        return directives;
    }
}
