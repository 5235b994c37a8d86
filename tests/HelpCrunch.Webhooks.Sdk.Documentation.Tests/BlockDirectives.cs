namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>
/// What the test of a block needs and its reader does not: <c>&lt;!-- test: prelude=signed-request; throws=InvalidOperationException --&gt;</c>
/// on the line before it.
/// </summary>
internal sealed record BlockDirectives
{
    /// <summary>The kind of project that the block is written for.</summary>
    public ProjectKind Project { get; init; }

    /// <summary>The packages that the block needs in addition to those of its project.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>The file of <c>Preludes</c> that supplies the variables which the block does not declare.</summary>
    public string? Prelude { get; init; }

    /// <summary>What the prelude posts to the block's app: names of bodies, with the path after <c>@</c> if it is not the default one.</summary>
    public string? Posts { get; init; }

    /// <summary>The block uses the types that the C# block before it declares.</summary>
    public bool Continues { get; init; }

    /// <summary>The type of the exception that leaves the block, or the type and the message: <c>IOException: The disk is full.</c></summary>
    public string? Throws { get; init; }

    /// <summary>The compiler error that the block must have.</summary>
    public string? DoesNotCompile { get; init; }

    /// <summary>The text block is what the C# block before it writes to the console.</summary>
    public bool IsOutput { get; init; }

    public static BlockDirectives None { get; } = new();

    public static BlockDirectives Parse(string text, string location)
    {
        var directives = None;
        foreach (var item in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            directives = item.Split('=', 2, StringSplitOptions.TrimEntries) switch
            {
                ["web"] => directives with { Project = ProjectKind.WebApp },
                ["openapi"] => directives with { Project = ProjectKind.OpenApiApp },
                ["worker"] => directives with { Project = ProjectKind.WorkerApp },
                ["xunit"] => directives with { Project = ProjectKind.XunitTests },
                ["functions"] => directives with { Project = ProjectKind.FunctionsApp },
                ["net-framework"] => directives with { Project = ProjectKind.NetFrameworkApp },
                ["inbox"] => directives with { Project = ProjectKind.InboxApp },
                ["packages", var names] => directives with { Packages = names.Split(',', StringSplitOptions.TrimEntries) },
                ["prelude", var name] => directives with { Prelude = name },
                ["posts", var bodies] => directives with { Posts = bodies },
                ["throws", var exception] => directives with { Throws = exception },
                ["does-not-compile", var error] => directives with { DoesNotCompile = error },
                ["continues"] => directives with { Continues = true },
                ["output"] => directives with { IsOutput = true },
                _ => throw new FormatException($"{location}: the test directive '{item}' is unknown."),
            };
        }

        return directives;
    }
}
