using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>A sample that runs as a process, as a user runs it.</summary>
internal sealed class SampleProcess : IDisposable
{
    /// <summary>Much longer than a sample takes. It stops a sample that waits for input.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _timeout = new(Limit);
    private readonly Process _process;

    private SampleProcess(ProcessStartInfo startInfo)
    {
        startInfo.RedirectStandardInput = startInfo.RedirectStandardOutput = startInfo.RedirectStandardError = true;
        startInfo.StandardOutputEncoding = startInfo.StandardErrorEncoding = Encoding.UTF8;
        _process = Process.Start(startInfo)!;
    }

    /// <summary>Starts a sample in the sample's folder.</summary>
    public static SampleProcess Start(string name, IReadOnlyDictionary<string, string> environment) => new(CreateStartInfo(name, environment));

    /// <summary>Runs a sample in the sample's folder that is expected to fail at its start.</summary>
    public static async Task<SampleResult> RunToFailureAsync(string name, IReadOnlyDictionary<string, string> environment)
    {
        using var sample = Start(name, environment);
        var result = await sample.EndAsync("");
        return result.ExitCode == 0 ? throw new InvalidOperationException($"The sample ended without an error: {result.Output}") : result;
    }

    private static ProcessStartInfo CreateStartInfo(string name, IReadOnlyDictionary<string, string> environment)
    {
        var startInfo = new ProcessStartInfo("dotnet", [AssemblyOf(name)]) { WorkingDirectory = Path.Combine(Repository.Root, "samples", name) };
        foreach (var (key, value) in environment)
        {
            startInfo.Environment[key] = value;
        }

        return startInfo;
    }

    /// <summary>Runs a sample to its end with a body on standard input, which is then closed.</summary>
    public static async Task<SampleResult> RunAsync(string name, string[] args, string standardInput)
    {
        using var sample = new SampleProcess(new ProcessStartInfo("dotnet", [AssemblyOf(name), .. args]) { WorkingDirectory = Repository.Root });
        return await sample.EndAsync(standardInput);
    }

    /// <summary>Runs a sample to its end with a terminal as standard input, which the program <c>script</c> of Linux provides.</summary>
    public static async Task<SampleResult> RunInTerminalAsync(string name)
    {
        var startInfo = new ProcessStartInfo("script", ["-qec", $"dotnet '{AssemblyOf(name)}'", "/dev/null"])
        {
            WorkingDirectory = Repository.Root,
            Environment = { ["TERM"] = "dumb" }, // Another terminal gets control sequences before the text.
        };
        using var sample = new SampleProcess(startInfo);
        return await sample.EndAsync("");
    }

    /// <summary>The first line of the output that contains a text.</summary>
    /// <exception cref="InvalidOperationException">The output ends without such a line.</exception>
    public async Task<string> ReadLineWithAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync(_timeout.Token) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The sample ended and did not write '{text}': {await _process.StandardError.ReadToEndAsync(_timeout.Token)}");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _timeout.Dispose();
    }

    private async Task<SampleResult> EndAsync(string standardInput)
    {
        var output = _process.StandardOutput.ReadToEndAsync(_timeout.Token);
        var error = _process.StandardError.ReadToEndAsync(_timeout.Token);
        try
        {
            await _process.StandardInput.WriteAsync(standardInput);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The sample can end before it reads its input.
        }

        await _process.WaitForExitAsync(_timeout.Token);
        return new SampleResult(_process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    /// <summary>The project file builds the samples and records where their assemblies are.</summary>
    public static string AssemblyOf(string name) =>
        typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
}
