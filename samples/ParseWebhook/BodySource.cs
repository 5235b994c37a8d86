namespace ParseWebhook;

/// <summary>A body to show, with its name for messages and a function that reads it.</summary>
internal sealed record BodySource(string Name, Func<byte[]> Read)
{
    private static readonly string Examples = Path.Combine("docs", "payloads");

    public static IEnumerable<BodySource> From(CommandLine commandLine)
    {
        if (commandLine.Files.Count > 0)
        {
            return commandLine.Files.Select(file => file == "-" ? StandardInput() : File(file, file));
        }

        // An empty pipe means that a command failed, for example curl. To show the examples instead would be misleading.
        return !commandLine.Examples && (Console.IsInputRedirected || commandLine.Signature is not null) ? [StandardInput()] : DocumentedExamples();
    }

    private static IEnumerable<BodySource> DocumentedExamples() =>
        from path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, Examples)).Order(StringComparer.Ordinal)
        select File(Path.Combine(Examples, Path.GetFileName(path)), path);

    private static BodySource File(string name, string path) => new(name, () => Directory.Exists(path)
        ? throw new IOException("This is a folder. Name the files in it.")
        : System.IO.File.ReadAllBytes(path));

    private static BodySource StandardInput() => new("standard input", ReadStandardInput);

    private static byte[] ReadStandardInput()
    {
        using var input = Console.OpenStandardInput();
        using var body = new MemoryStream();
        input.CopyTo(body);
        return body.Length > 0
            ? body.ToArray()
            : throw new IOException("It is empty. Pipe in the body of a webhook, name a FILE, or use --examples.");
    }
}
