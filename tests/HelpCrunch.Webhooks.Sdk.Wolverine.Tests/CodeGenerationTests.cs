using System.Diagnostics;
using HelpCrunch.Webhooks.Sdk.Stores.Tests;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>The command that generates code before an app is published. Wolverine then changes its mode.</summary>
public sealed class CodeGenerationTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    public const string Command = "codegen";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3); // It only ends a hang.

    [PostgreSqlTheory]
    [InlineData("preview")]
    [InlineData("preview", "--start")]
    public async Task Run_Command_GeneratesTheHandlerOfDeliveries(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(CodeGenerationTests).Assembly.Location, server.ConnectionString, "generated", Command, .. arguments])
        {
            RedirectStandardOutput = true,
        })!;

        string output;
        try
        {
            output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        finally
        {
            process.Kill();
        }

        (process.ExitCode, output).Should().Match<(int ExitCode, string Output)>(run => run.ExitCode == 0 && run.Output.Contains("HelpCrunchWebhookHandler.HandleAsync(", StringComparison.Ordinal));
    }
}
