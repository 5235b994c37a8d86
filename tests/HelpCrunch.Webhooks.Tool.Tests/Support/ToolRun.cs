using System.Reflection;
using System.Text;
using HelpCrunch.Webhooks.Tool.Output;

namespace HelpCrunch.Webhooks.Tool.Tests.Support;

/// <summary>A run of the tool in this process.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error, byte[] OutputBytes)
{
    /// <summary>The file of the program, for tests that start a process.</summary>
    public static string ProgramPath { get; } =
        typeof(ToolRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ToolProgram").Value!;

    /// <summary>The environment of a run. Its consoles are plain, as in a pipe.</summary>
    public static ToolEnvironment CreateEnvironment(
        TextWriter output,
        TextWriter error,
        Stream? rawOutput = null,
        byte[]? input = null,
        params (string Name, string Value)[] variables) => new()
        {
            Output = ConsoleFactory.Create(output, isRedirected: true),
            Error = ConsoleFactory.Create(error, isRedirected: true),
            OpenInput = () => new MemoryStream(input ?? []),
            OpenOutput = () => rawOutput ?? Stream.Null,
            IsInputRedirected = input is not null,
            GetVariable = name => variables.FirstOrDefault(variable => variable.Name == name).Value,
        };

    public static Task<ToolRun> RunAsync(params string[] args) => RunAsync(args, input: null);

    public static async Task<ToolRun> RunAsync(
        string[] args,
        byte[]? input,
        (string Name, string Value)[]? variables = null,
        Func<ToolEnvironment, ToolEnvironment>? configure = null)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        using var rawOutput = new MemoryStream();
        var environment = CreateEnvironment(output, error, rawOutput, input, variables ?? []);
        var exitCode = await WebhookTool.RunAsync(args, configure?.Invoke(environment) ?? environment);
        return new ToolRun(exitCode, output.ToString(), error.ToString(), rawOutput.ToArray());
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
