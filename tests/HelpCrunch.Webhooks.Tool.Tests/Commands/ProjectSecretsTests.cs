using System.Diagnostics;
using HelpCrunch.Webhooks.Tool.Tests.Support;

namespace HelpCrunch.Webhooks.Tool.Tests.Commands;

public sealed class ProjectSecretsTests
{
    private const string Body = "{}";
    private const string Secrets = """{ "HelpCrunch:SigningKeys:current": "made-up-key", "HelpCrunch:SigningKeys:old": "older-key" }""";

    [Theory]
    [InlineData("App.csproj", "")]
    [InlineData("App.csproj", "App.csproj")]
    [InlineData("Directory.Build.props", "")]
    public async Task Sign_ProjectWithUserSecrets_UsesItsFirstKey(string file, string project)
    {
        using var home = new TemporaryFolder();
        using var app = new TemporaryFolder();
        app.Write("App.csproj", "<Project />");
        app.Write(file, "<Project><PropertyGroup><UserSecretsId>made-up-id</UserSecretsId></PropertyGroup></Project>");
        WriteSecrets(home, Secrets);

        var (output, error) = await RunAsync(home, "sign", "--project", Path.Combine(app.Path, project));

        error.Should().BeEmpty();
        output.Should().Be($"X-HelpCrunch-Signature: {WebhookSignature.Compute(ToolRun.Utf8(Body), new WebhookSigningKey("made-up-key"))}\n");
    }

    [Fact]
    public async Task Verify_ProjectWithUserSecrets_TriesAllKeys()
    {
        using var home = new TemporaryFolder();
        using var app = new TemporaryFolder();
        app.Write("App.csproj", "<Project><PropertyGroup><UserSecretsId>made-up-id</UserSecretsId></PropertyGroup></Project>");
        WriteSecrets(home, Secrets);
        var signature = WebhookSignature.Compute(ToolRun.Utf8(Body), new WebhookSigningKey("older-key"));

        var (output, error) = await RunAsync(home, "verify", "-", "--project", app.Path, "--signature", signature);

        error.Should().BeEmpty();
        output.Should().Be("The signature is valid. It was made with the key 'old'.\n");
    }

    // The folder of the user secrets is read once in a process, so the tool runs in a new process.
    private static async Task<(string Output, string Error)> RunAsync(TemporaryFolder home, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", ToolRun.ProgramPath, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["APPDATA"] = home.Path, ["HELPCRUNCH_SIGNING_KEY"] = "another-key" },
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(Body);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (output.ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    private static void WriteSecrets(TemporaryFolder home, string json)
    {
        var folder = Path.Combine(home.Path, "Microsoft", "UserSecrets", "made-up-id");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "secrets.json"), json);
    }
}
