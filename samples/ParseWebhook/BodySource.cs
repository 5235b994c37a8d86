namespace ParseWebhook;

/// <summary>A place to read a body from, and its name for people.</summary>
internal sealed record BodySource(string Name, Func<byte[]> Read)
{
    private static readonly string Examples = Path.Combine("docs", "payloads");

    public static IEnumerable<BodySource> From(CommandLine commandLine)
    {
        if (commandLine.Files.Count > 0)
        {
            return commandLine.Files.Select(file => file == "-" ? StandardInput(ReadStandardInput) : File(file, file));
        }

        // A scheduler or a CI run has an input that is redirected from nothing; that is no delivery.
        var piped = Console.IsInputRedirected ? ReadPipe() : [];
        return piped.Length > 0 || commandLine.Signature is not null ? [StandardInput(() => piped)] : DocumentedExamples();
    }

    private static IEnumerable<BodySource> DocumentedExamples() =>
        from path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, Examples)).Order(StringComparer.Ordinal)
        select File(Path.Combine(Examples, Path.GetFileName(path)), path);

    private static BodySource File(string name, string path) => new(name, () => System.IO.File.ReadAllBytes(path));

    private static BodySource StandardInput(Func<byte[]> read) => new("standard input", read);

    /// <summary>Who left a pipe open by mistake learns what is waited for.</summary>
    private static byte[] ReadPipe()
    {
        var reading = Task.Run(ReadStandardInput);
        if (!reading.Wait(TimeSpan.FromSeconds(2)))
        {
            Console.Error.WriteLine("Waiting for a body on standard input. The documented examples are shown when none is piped in.");
        }

        return reading.GetAwaiter().GetResult();
    }

    private static byte[] ReadStandardInput()
    {
        using var input = Console.OpenStandardInput();
        using var body = new MemoryStream();
        input.CopyTo(body);
        return body.ToArray();
    }
}
