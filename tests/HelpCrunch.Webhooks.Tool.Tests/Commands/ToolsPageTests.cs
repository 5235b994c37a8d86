using System.Diagnostics;
using System.Text.RegularExpressions;
using HelpCrunch.Webhooks.Tool.Deliveries;
using HelpCrunch.Webhooks.Tool.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Tool.Tests.Commands;

/// <summary>Runs the commands of docs/tools.md in a shell, and compares their output with that of the page. Times and rates are not compared.</summary>
public sealed partial class ToolsPageTests
{
    private const string Key = "made-up-development-key";
    private const string UrlOnPage = "http://localhost:5080/webhooks/helpcrunch";

    private static readonly string Root = FindRoot();

    [LinuxFact]
    public async Task Page_Commands_HaveTheOutputOfThePage()
    {
        var blocks = ReadBlocks().ToList();
        blocks.Should().HaveCount(10);
        await using var app = await StartAppAsync();
        using var folder = await CreateFolderAsync();
        foreach (var (commands, output) in blocks)
        {
            var run = await RunAsync(commands, app.Urls.Single() + "/webhooks/helpcrunch", folder.Path);

            run.Error.Should().BeEmpty(commands);
            run.ExitCode.Should().Be(0, commands);
            if (output is not null)
            {
                Mask(run.Output).Should().Be(Mask(output), commands);
            }
        }
    }

    /// <summary>Reads the blocks of commands, apart from those that install the tool, listen, or use another program, and the output after each.</summary>
    private static IEnumerable<(string Commands, string? Output)> ReadBlocks() =>
        from block in Block().Matches(File.ReadAllText(Path.Combine(Root, "docs", "tools.md")).ReplaceLineEndings("\n"))
        let commands = block.Groups["commands"].Value
        where !commands.Contains("dotnet tool", StringComparison.Ordinal) && !commands.Contains(" listen ", StringComparison.Ordinal)
            && !commands.Contains(":5480/", StringComparison.Ordinal) && !commands.Contains("| jq", StringComparison.Ordinal)
        select (commands, block.Groups["output"] is { Success: true } output ? output.Value : null);

    private static async Task<WebApplication> StartAppAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["HelpCrunch:SigningKeys:development"] = Key;
        builder.Services.AddHelpCrunchWebhooks(builder.Configuration.GetSection("HelpCrunch")).AddHandler<WebhookEvent>((_, _) => Task.CompletedTask);
        var app = builder.Build();
        app.MapHelpCrunchWebhooks("/webhooks/helpcrunch");
        await app.StartAsync();
        return app;
    }

    private static async Task<TemporaryFolder> CreateFolderAsync()
    {
        var folder = new TemporaryFolder();
        var body = await File.ReadAllBytesAsync(Path.Combine(Root, "docs", "payloads", "customer.email_updated.json"));
        folder.Write("delivery.json", body);
        var saved = Directory.CreateDirectory(Path.Combine(folder.Path, "DIR")).FullName;
        foreach (var (name, milliseconds) in new[] { ("20261127-120000-412-000001", 412), ("20261127-120003-097-000002", 3_097) })
        {
            await new SavedDelivery
            {
                Name = name,
                ReceivedAt = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero).AddMilliseconds(milliseconds),
                Path = "/",
                Signature = Sign(body),
                Body = body,
            }.SaveAsync(saved, CancellationToken.None);
        }

        return folder;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string commands, string url, string folder)
    {
        var body = await File.ReadAllBytesAsync(Path.Combine(folder, "delivery.json"));
        var tool = ToolRun.ProgramPath;
        var script = $"set -e\nhelpcrunch-webhooks() {{ dotnet exec '{tool}' \"$@\"; }}\n" + Regex.Replace(commands, @"\bURL\b", UrlOnPage)
            .Replace(UrlOnPage, url, StringComparison.Ordinal).Replace("1b0a…", Sign(body), StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HELPCRUNCH_SIGNING_KEY"] = Key },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Replace(url, UrlOnPage, StringComparison.Ordinal).Replace(Sign(body), "1b0a…", StringComparison.Ordinal), await error);
    }

    private static string Sign(byte[] body) => WebhookSignature.Compute(body, new WebhookSigningKey(Key));

    /// <summary>Replaces what differs in each run: times and rates, and the width of the table that contains them.</summary>
    private static string Mask(string output)
    {
        var masked = Measurement().Replace(output.Trim(), "N");
        return masked.Contains('│', StringComparison.Ordinal) ? Padding().Replace(masked, "$1") : masked;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "docs", "tools.md")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The folder docs is not above the tests.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"```bash\n(?<commands>.*?)```\n(\n(The tool writes [^\n]*\n\n|[^\n]*, tables show [^\n]*\n\n)?```text\n(?<output>.*?)```)?", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"[\d,]*\d\.\d\d\b|(?<= s, )[\d,]+(?= a second)")]
    private static partial Regex Measurement();

    [GeneratedRegex("([─ ])+")]
    private static partial Regex Padding();
}
