using System.Text;
using HelpCrunch.Webhooks.Tool.Output;
using Spectre.Console;

namespace HelpCrunch.Webhooks.Tool;

/// <summary>What the commands read and write outside their arguments. Tests replace it.</summary>
internal sealed record ToolEnvironment
{
    public required IAnsiConsole Output { get; init; }

    public required IAnsiConsole Error { get; init; }

    public required Func<Stream> OpenInput { get; init; }

    /// <summary>The standard output as bytes, for bodies.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    public required bool IsInputRedirected { get; init; }

    public required Func<string, string?> GetVariable { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Creates the handler of requests that the tool sends.</summary>
    public Func<HttpMessageHandler> CreateHttpHandler { get; init; } = CreateSocketsHandler;

    public static ToolEnvironment CreateForProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false); // Names and texts can be in any script.
        return new ToolEnvironment
        {
            Output = ConsoleFactory.Create(Console.Out, Console.IsOutputRedirected),
            Error = ConsoleFactory.Create(Console.Error, Console.IsErrorRedirected),
            OpenInput = Console.OpenStandardInput,
            OpenOutput = Console.OpenStandardOutput,
            IsInputRedirected = Console.IsInputRedirected,
            GetVariable = Environment.GetEnvironmentVariable,
        };
    }

    private static SocketsHttpHandler CreateSocketsHandler() => new()
    {
        AllowAutoRedirect = false, // A webhook sender does not follow redirects.
        UseCookies = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1, // As 'listen' reads headers.
        UseProxy = false,
        ActivityHeadersPropagator = null,
    };
}
