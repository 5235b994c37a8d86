using System.CommandLine;
using HelpCrunch.Webhooks.Tool.Deliveries;

namespace HelpCrunch.Webhooks.Tool.Input;

/// <summary>A body that a command works on, with its name for messages.</summary>
internal sealed record BodySource(string Name, Func<byte[]> Open)
{
    private const string StandardInput = "-";

    public static Argument<string[]> CreateFilesArgument(string description) => CheckFiles(new Argument<string[]>("FILE")
    {
        Description = description + " - is standard input, which is also read when no FILE is named.",
        Arity = ArgumentArity.ZeroOrMore,
    });

    public static Argument<string> CreateFileArgument(string description) => CheckFiles(new Argument<string>("FILE")
    {
        Description = description + " - is standard input, which is also read when no FILE is named.",
        DefaultValueFactory = _ => StandardInput,
    });

    /// <summary>Reports an empty name, and a misspelled option, which would be read as the name of a file.</summary>
    public static TArgument CheckFiles<TArgument>(TArgument argument)
        where TArgument : Argument
    {
        argument.Validators.Add(result =>
        {
            PathOption.CheckNotEmpty(result, $"{argument.Name} is empty.");

            // The part after '=' can be a signing key, so it is not printed.
            foreach (var option in result.Tokens.Where(token => token.Value is ['-', _, ..]).Select(token => token.Value.Split('=')[0]))
            {
                result.AddError($"'{option}' is not an option. If it is a file, write './{option}'.");
            }
        });
        return argument;
    }

    /// <summary>Finds the bodies, as <see cref="WithoutHeads"/> does.</summary>
    /// <exception cref="ToolException">No file is named, and the standard input is a terminal.</exception>
    public static IReadOnlyList<BodySource> From(string[] files, ToolEnvironment environment)
    {
        if (files.Length == 0)
        {
            return environment.IsInputRedirected
                ? [FromInput(environment)]
                : throw new ToolException("Name a FILE, or pipe a body into the standard input.");
        }

        return [.. WithoutHeads(files).Select(file => From(file, environment))];
    }

    /// <summary>Leaves out the head of a saved delivery if its body is named too, as in <c>*.json</c>.</summary>
    public static IEnumerable<string> WithoutHeads(string[] files)
    {
        var paths = files.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        return files.Where(file => SavedDelivery.BodyOfHead(file) is not { } body || !paths.Contains(Path.GetFullPath(body)));
    }

    public static BodySource From(string file, ToolEnvironment environment) => file == StandardInput
        ? FromInput(environment)
        : new BodySource(file, () => ReadFile(file));

    /// <exception cref="ToolException">The body cannot be read.</exception>
    public byte[] Read()
    {
        try
        {
            return Open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{Name}: {exception.Message}");
        }
    }

    private static byte[] ReadFile(string file) =>
        Directory.Exists(file) ? throw new IOException("This is a folder. Name the files in it.")
        : SavedDelivery.BodyOfHead(file) is { } body && File.Exists(body) ? throw new IOException($"This file has no body, but the signature and the time of a saved delivery. Name {body}.")
        : File.ReadAllBytes(file);

    private static BodySource FromInput(ToolEnvironment environment) => new("standard input", () =>
    {
        using var input = environment.OpenInput();
        using var body = new MemoryStream();
        input.CopyTo(body);
        return body.Length > 0 ? body.ToArray() : throw new IOException("It is empty. Pipe in the body of a webhook, or name a FILE.");
    });
}
