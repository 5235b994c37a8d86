using System.Diagnostics;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>The script of samples/DurableReceiver runs to its end, and all deliveries are handled after an instance was killed.</summary>
public sealed class DurableReceiverSampleTests
{
    /// <summary>Much longer than the script takes: two minutes on a busy computer.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [PostgreSqlFact]
    public async Task Script_OneInstanceKilled_AllDeliveriesAreHandled()
    {
        var start = new ProcessStartInfo("bash", ["samples/DurableReceiver/run.sh"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["RECEIVER"] = SampleProcess.AssemblyOf("DurableReceiver"), ["TOOL"] = SampleProcess.AssemblyOf("HelpCrunch.Webhooks.Tool") },
        };
        using var timeout = new CancellationTokenSource(Limit);
        using var script = Process.Start(start)!;
        try
        {
            var output = script.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = await script.StandardError.ReadToEndAsync(timeout.Token);
            await script.WaitForExitAsync(timeout.Token);

            (script.ExitCode, errors).Should().Be((0, ""), await output);
            (await output).Should().Contain("All 100 deliveries were handled, each with one row in the table of the handler.");
        }
        finally
        {
            script.Kill(entireProcessTree: true);
        }
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class PostgreSqlFactAttribute : FactAttribute
    {
        public PostgreSqlFactAttribute()
        {
            if (!Directory.Exists("/usr/lib/postgresql"))
            {
                Skip = "NOT RUN: PostgreSQL is not installed. The Debian package is postgresql.";
            }
        }
    }
}
