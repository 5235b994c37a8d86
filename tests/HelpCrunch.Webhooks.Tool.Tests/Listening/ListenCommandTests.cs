using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HelpCrunch.Webhooks.Sdk.Testing;
using HelpCrunch.Webhooks.Tool.Tests.Support;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

public class ListenCommandTests
{
    [Theory]
    [InlineData("--port", "65536", "--port needs a number from 0 to 65535.")]
    [InlineData("--keep", "0", "--keep needs a number from 1 to 100000.")]
    [InlineData("--max-body", "-1", "--max-body needs a number from 1 to 67108864.")]
    [InlineData("--keep-for", "8", "'8' is not a time. Use a number with a unit, such as 30m, 8h, or 2d.")]
    [InlineData("--keep-for", "0m", "'0m' is not a time. Use a number with a unit, such as 30m, 8h, or 2d.")]
    [InlineData("--address", "example.com", "'example.com' is not an IP address. Use 127.0.0.1, ::1, or 0.0.0.0.")]
    [InlineData("--forward-to", "localhost:80", "'localhost:80' is not an address. Use http:// or https://.")]
    public async Task Listen_InvalidOption_IsAUsageError(string option, string value, string message)
    {
        var run = await ToolRun.RunAsync("listen", option, value);

        run.ExitCode.Should().Be(ExitCode.Usage);
        run.Error.ReplaceLineEndings("\n").Should().Be($"{message}\nSee 'helpcrunch-webhooks listen --help'.\n");
    }

    [Theory]
    [InlineData("127.0.0.1", "http://localhost:5480/webhooks")]
    [InlineData("0.0.0.0", "http://127.0.0.1:5480/")]
    [InlineData("192.0.2.1", "http://192.0.2.1:5480/")]
    public async Task Listen_ForwardToItself_IsAUsageError(string address, string url)
    {
        var run = await ToolRun.RunAsync("listen", "--address", address, "--forward-to", url);

        run.Should().BeEquivalentTo(new
        {
            ExitCode = ExitCode.Usage,
            Output = "",
            Error = "--forward-to is the address of this command, so each delivery would be forwarded without end. Name the address of your app, or choose another --port.\n",
        });
    }

    [Fact]
    public async Task Listen_PortInUse_IsAUsageError()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var run = await ToolRun.RunAsync("listen", "--port", port);

        run.ExitCode.Should().Be(ExitCode.Usage);
        run.Error.Should().StartWith($"127.0.0.1:{port} cannot be used: ").And.EndWith($"Choose another --port or --address.\n");
    }

    [LinuxTheory]
    [InlineData("INT")] // Ctrl+C
    [InlineData("TERM")]
    public async Task Listen_Process_PrintsDeliveriesAndEndsWithTheCounts(string signal)
    {
        // A shell lets its background jobs ignore Ctrl+C, and the processes that they start.
        string[] program = ["--default-signal", "dotnet", ToolRun.ProgramPath];
        var start = new ProcessStartInfo("env", [.. program, "listen", "--port", "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HELPCRUNCH_SIGNING_KEY"] = "signing-key-of-the-tests";
        using var process = Process.Start(start)!;
        var address = (await process.StandardOutput.ReadLineAsync())!.Split(' ')[2].TrimEnd('.');
        var page = await process.StandardOutput.ReadLineAsync();
        using var client = new HttpClient();

        using var response = await client.PostWebhookAsync(new Uri(address), WebhookSamples.Create("chat.rated"), Listener.Key);
        var line = await process.StandardOutput.ReadLineAsync();
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        var end = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync();

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        page.Should().MatchRegex($@"^Open {address}\?key=[0-9A-F]{{64}} to see them in a browser\. Keep this address secret\.$");
        line.Should().EndWith("  #1  chat.rated  5b0c7d1e-9a34-4f6b-8c2d-000000000007  valid");
        end.Should().Be($"1 received · 1 valid{Environment.NewLine}");
        process.ExitCode.Should().Be(ExitCode.Success);
    }
}
