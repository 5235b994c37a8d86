using System.Diagnostics;
using System.Threading.Channels;
using HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>The program of a page with an inbox, as a process. It has the packages of the tests, which include those of the page.</summary>
internal sealed class InboxProcess : IAsyncDisposable
{
    /// <summary>Much longer than a process needs to write a line.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
    private readonly List<string> _lines = [];

    private InboxProcess(Process process) => _process = process;

    public HttpClient Client { get; } = new() { Timeout = Limit };

    /// <summary>Compiles and starts the program below a heading.</summary>
    public static async Task<InboxProcess> StartAsync(string heading, string connectionStringName, string connectionString, bool holds, TimeSpan storeTimeout)
    {
        var tests = typeof(InboxProcess).Assembly.GetName().Name!;
        var folder = AppContext.BaseDirectory;
        var startInfo = new ProcessStartInfo(
            "dotnet",
            ["exec", "--depsfile", $"{folder}{tests}.deps.json", "--runtimeconfig", $"{folder}{tests}.runtimeconfig.json", Compile(heading, folder), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                [$"ConnectionStrings__{connectionStringName}"] = connectionString,
                [$"HelpCrunch__SigningKeys__{Deliveries.Key.Name}"] = "made-up-signing-key",
                ["HelpCrunch__StoreTimeout"] = $"{storeTimeout}",
                ["Logging__LogLevel__Default"] = "Warning",
                ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
                ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = tests,
            },
        };
        if (holds)
        {
            startInfo.Environment[TestHandlerStartup.HoldVariable] = "true";
        }

        var process = new InboxProcess(Process.Start(startInfo)!);
        process.ReadOutput();
        try
        {
            const string Listening = "Now listening on: ";
            var line = await process.ReadToAsync(line => line.Contains(Listening, StringComparison.Ordinal));
            process.Client.BaseAddress = new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]);
            return process;
        }
        catch (InvalidOperationException)
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the program has written each of these lines.</summary>
    public async Task WaitForAsync(params string[] lines)
    {
        var missing = lines.Except(_lines).ToHashSet();
        while (missing.Count > 0)
        {
            missing.Remove(await ReadToAsync(missing.Contains));
        }
    }

    /// <summary>Waits until the program has written a line this number of times.</summary>
    public async Task WaitForAsync(string line, int count)
    {
        while (Count(line) < count)
        {
            await ReadToAsync(next => next == line);
        }
    }

    /// <summary>Waits until the program has ended.</summary>
    public Task WaitForExitAsync() => _process.WaitForExitAsync().WaitAsync(Limit);

    /// <summary>How often the program has written a line.</summary>
    public int Count(string line)
    {
        while (_output.Reader.TryRead(out var next))
        {
            _lines.Add(next);
        }

        return _lines.Count(written => written == line);
    }

    /// <summary>Kills the process.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Compile(string heading, string folder)
    {
        var block = Repository.Documents.Single(document => document.Name == "docs/inbox-recipes.md").Blocks
            .Single(block => block.IsCSharp && block.Heading == heading);
        var compilation = BlockCompilation.Of(block, ReaderProject.Of(ProjectKind.InboxApp).Single());
        var file = Path.Combine(folder, "Block.dll");
        File.Delete(file); // A process that still runs keeps its file.
        File.WriteAllBytes(file, compilation.Assembly ?? throw new InvalidOperationException(string.Join(Environment.NewLine, compilation.Diagnostics)));
        return file;
    }

    private void ReadOutput()
    {
        _process.OutputDataReceived += (_, data) => _ = data.Data is { } line ? _output.Writer.TryWrite(line) : _output.Writer.TryComplete();
        _process.ErrorDataReceived += (_, data) => _ = data.Data is { } line && _output.Writer.TryWrite(line);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task<string> ReadToAsync(Func<string, bool> isExpected)
    {
        using var timeout = new CancellationTokenSource(Limit);
        try
        {
            while (true)
            {
                var line = await _output.Reader.ReadAsync(timeout.Token);
                _lines.Add(line);
                if (isExpected(line))
                {
                    return line;
                }
            }
        }
        catch (Exception exception) when (exception is ChannelClosedException or OperationCanceledException)
        {
            throw new InvalidOperationException($"The program did not write the expected line:\n{string.Join('\n', _lines)}", exception);
        }
    }
}
