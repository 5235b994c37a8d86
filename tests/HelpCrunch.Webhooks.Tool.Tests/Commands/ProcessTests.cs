using System.Diagnostics;
using HelpCrunch.Webhooks.Tool.Tests.Support;

namespace HelpCrunch.Webhooks.Tool.Tests.Commands;

public sealed class ProcessTests
{
    [Fact]
    public async Task Sign_Process_ReadsVariableAndStandardInput()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", ToolRun.ProgramPath, "sign" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["HELPCRUNCH_SIGNING_KEY"] = "made-up-key" },
        };

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync("{}");
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        output.ReplaceLineEndings("\n").Should().Be($"X-HelpCrunch-Signature: {WebhookSignature.Compute(ToolRun.Utf8("{}"), new WebhookSigningKey("made-up-key"))}\n");
        process.ExitCode.Should().Be(0);
    }
}
