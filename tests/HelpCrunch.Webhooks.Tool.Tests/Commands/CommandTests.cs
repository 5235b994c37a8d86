using System.Text;
using System.Text.Json.Nodes;
using HelpCrunch.Webhooks.Tool.Tests.Support;

namespace HelpCrunch.Webhooks.Tool.Tests.Commands;

public sealed class CommandTests
{
    private const string Body = """{"event":"customer.new","eventData":{"id":7,"name":"Ann","phone":"1"},"attempts":0,"id":"a"}""";
    private const string NoKey = "No signing key. Set HELPCRUNCH_SIGNING_KEY to the HTTP Webhook Signing Key of HelpCrunch (Settings → Developers → Webhooks), or use --key-file, --project or --key.\n";

    private static readonly string Signature = WebhookSignature.Compute(ToolRun.Utf8(Body), new WebhookSigningKey("made-up-key"));

    [Fact]
    public async Task Show_Event_WritesItsData()
    {
        var run = await ToolRun.RunAsync(["show"], ToolRun.Utf8(Body));

        run.Output.Should().Be("""
            customer.new  a
              from            standard input
              attempts        this is the first delivery
              who             customer: Ann, id 7
              drift           UnknownProperty at $.eventData.phone


            """.ReplaceLineEndings("\n"));
        run.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Show_TextWithControlCharacters_ReplacesThem()
    {
        var run = await ToolRun.RunAsync(["show"], ToolRun.Utf8("""{"event":"customer.new","eventData":{"id":7,"name":"A\u001b[31m\u0007"},"id":"a"}"""));

        run.Output.Should().Contain("customer: A\uFFFD[31m\uFFFD, id 7").And.NotContain("\u001b");
    }

    [Fact]
    public async Task Show_TextWithDirectionCharacters_ReplacesThem()
    {
        var run = await ToolRun.RunAsync(["show"], ToolRun.Utf8("""{"event":"customer.new","eventData":{"id":7,"name":"a\u202egpj.exe\u2069\u200f"},"id":"a"}"""));

        run.Output.Should().Contain("customer: a\uFFFDgpj.exe\uFFFD\uFFFD, id 7");
    }

    [Fact]
    public async Task Show_Json_WritesOneLineForEachBody()
    {
        using var folder = new TemporaryFolder();
        var good = folder.Write("good.json", Body);
        var bad = folder.Write("bad.json", "{");

        var run = await ToolRun.RunAsync("show", "--json", good, bad);

        run.Output.Should().Be(
            $$$"""
            {"source":"{{{good}}}","event":{"event":"customer.new","eventData":{"id":7,"name":"Ann","userId":null,"email":null,"unsubscribed":null,"customData":null,"phone":"1"},"attempts":0,"lastAttemptAt":null,"createdAt":null,"id":"a"},"drift":[{"kind":"UnknownProperty","path":"$.eventData.phone"}]}
            {"source":"{{{bad}}}","error":{"code":"InvalidJson","message":"The body is not valid JSON at $ (line 0, byte 1).","path":"$","line":0,"byte":1}}

            """.ReplaceLineEndings("\n"));
        run.ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task Show_JsonWithDirectionCharacters_KeepsNamesAndTexts()
    {
        var names = """{"\u05d0\u200e":"\u202e\u05d1\u200f","\u05d0\u200f":[1,NEWLINE"\u0085\u007f"]}""".Replace("NEWLINE", "\n", StringComparison.Ordinal);
        var body = $$$"""{"event":"customer.new","eventData":{"id":7,"customData":{{{names}}},"phone":{{{names}}}},"id":"a"}""";

        var run = await ToolRun.RunAsync(["show", "--json"], ToolRun.Utf8(body));

        run.Output.Should().NotContainAny("\u200e", "\u200f", "\u202e", "\u0085", "\u007f", "\ufffd").And.Contain("\u05d0\\u200e");
        var data = JsonNode.Parse(run.Output)!["event"]!["eventData"]!;
        JsonNode.DeepEquals(data["customData"], JsonNode.Parse(names)).Should().BeTrue();
        JsonNode.DeepEquals(data["phone"], JsonNode.Parse(names)).Should().BeTrue();
    }

    [Fact]
    public async Task ShowAndRedact_HeadOfASavedDelivery_IsSkippedWithItsBodyAndRejectedAlone()
    {
        using var folder = new TemporaryFolder();
        var body = folder.Write("a.body.json", Body);
        var head = folder.Write("a.delivery.json", """{"receivedAt":"2026-11-27T12:00:00Z","signature":"SECRET"}""");
        var error = $"{head}: This file has no body, but the signature and the time of a saved delivery. Name {body}.\n";

        (await ToolRun.RunAsync("show", head, body)).Should().BeEquivalentTo(new { ExitCode = 0, Error = "" });
        (await ToolRun.RunAsync("redact", body, Path.Combine(folder.Path, ".", "a.delivery.json"), "--output", Path.Combine(folder.Path, "safe"))).Should().BeEquivalentTo(new { ExitCode = 0, Error = "" });
        (await ToolRun.RunAsync("show", head)).Should().BeEquivalentTo(new { ExitCode = 2, Output = "", Error = error });
        (await ToolRun.RunAsync("redact", head)).Should().BeEquivalentTo(new { ExitCode = 2, Output = "", Error = error });

        Directory.GetFiles(Path.Combine(folder.Path, "safe")).Select(Path.GetFileName).Should().Equal("a.body.json");
    }

    [Fact]
    public async Task Show_BodyWithTheNameOfAHead_IsRead()
    {
        using var folder = new TemporaryFolder();

        (await ToolRun.RunAsync("show", folder.Write("a.delivery.json", Body))).Should().BeEquivalentTo(new { ExitCode = 0, Error = "" });
    }

    [Theory]
    [InlineData("FILE is empty.", "show", "")]
    [InlineData("FILE is empty.", "verify", " ", "--signature", "0")]
    [InlineData("DIR|FILE is empty.", "replay", "", "--to", Endpoint.Url)]
    [InlineData("EVENT|FILE is empty.", "send", "", "--to", Endpoint.Url)]
    [InlineData("--save is empty. It needs a folder.", "listen", "--save", "")]
    [InlineData("--output is empty. It needs a folder.", "redact", "a.json", "-o", "")]
    [InlineData("--project is empty. It needs a folder.", "sign", "--project", "")]
    [InlineData("--key-file is empty. It needs a file.", "sign", "--key-file", "")]
    [InlineData("'' is not an address. Use http:// or https://.", "listen", "--forward-to", "")]
    [InlineData("'' is not an address. Use http:// or https://.", "sign", "--curl", "")]
    public async Task EmptyArgument_IsUsageError(string message, params string[] args)
    {
        var run = await ToolRun.RunAsync(args, ToolRun.Utf8(Body));

        run.Should().BeEquivalentTo(new { ExitCode = 2, Output = "", Error = $"{message}\nSee 'helpcrunch-webhooks {args[0]} --help'.\n" });
    }

    [Fact]
    public async Task Sign_KeyThatStartsWithAt_IsTheKey()
    {
        var run = await ToolRun.RunAsync(["sign", "--key", "@SECRET"], ToolRun.Utf8(Body));

        run.Should().BeEquivalentTo(new
        {
            ExitCode = 0,
            Output = $"X-HelpCrunch-Signature: {WebhookSignature.Compute(ToolRun.Utf8(Body), new WebhookSigningKey("@SECRET"))}\n",
            Error = "",
        });
    }

    [Fact]
    public async Task Show_UnreadableFile_ShowsTheOthers()
    {
        var run = await ToolRun.RunAsync(["show", "missing.json", "-"], ToolRun.Utf8(Body));

        run.Error.Should().StartWith("missing.json: Could not find file ");
        run.Output.Should().StartWith("customer.new  a\n");
        run.ExitCode.Should().Be(2);
    }

    [Fact]
    public async Task Show_NoFileInTerminal_IsUsageError()
    {
        var run = await ToolRun.RunAsync("show");

        run.Should().BeEquivalentTo(new { ExitCode = 2, Output = "", Error = "Name a FILE, or pipe a body into the standard input.\n" });
    }

    [Fact]
    public async Task Verify_ValidSignature_Exits0()
    {
        var run = await ToolRun.RunAsync(["verify", "--key", "other", "--key", "made-up-key", "--signature", Signature], ToolRun.Utf8(Body));

        run.Should().BeEquivalentTo(new { ExitCode = 0, Output = "The signature is valid. It was made with the key '--key 2'.\n", Error = "" });
    }

    [Theory]
    [InlineData("X-HelpCrunch-Signature: {0}")]
    [InlineData("x-helpcrunch-signature:{0}")]
    [InlineData("  X-HELPCRUNCH-SIGNATURE :\t{0}\r\n")]
    public async Task VerifyAndExplain_HeaderLine_UseItsValue(string line)
    {
        var header = line.Replace("{0}", Signature, StringComparison.Ordinal);

        var verify = await ToolRun.RunAsync(["verify", "--key", "made-up-key", "--signature", header], ToolRun.Utf8(Body));
        var explain = await ToolRun.RunAsync(["explain", "--key", "made-up-key", "--signature", header], ToolRun.Utf8(Body));

        verify.Should().BeEquivalentTo(new { ExitCode = 0, Output = "The signature is valid. It was made with the key '--key'.\n", Error = "" });
        explain.Should().BeEquivalentTo(new { ExitCode = 0, Output = "The signature is valid. The key '--key' matches.\n", Error = "" });
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000", "The signature is not valid: it does not match the body. Use 'explain' to find out why.\n")]
    [InlineData("sha1=00", "The signature is not valid: it is not 40 hexadecimal characters. Use 'explain' to find out why.\n")]
    [InlineData("", "The signature is not valid: the header is empty. HelpCrunch signs each delivery.\n")]
    [InlineData("X-HelpCrunch-Signature:", "The signature is not valid: the header is empty. HelpCrunch signs each delivery.\n")]
    [InlineData("X-HelpCrunch-Signature", "The signature is not valid: it is not 40 hexadecimal characters. Use 'explain' to find out why.\n")]
    [InlineData("X-Hub-Signature: 00", "The signature is not valid: it is not 40 hexadecimal characters. Use 'explain' to find out why.\n")]
    public async Task Verify_OtherSignature_Exits1(string signature, string message)
    {
        var run = await ToolRun.RunAsync(["verify", "--key", "made-up-key", "--signature", signature], ToolRun.Utf8(Body));

        run.Should().BeEquivalentTo(new { ExitCode = 1, Output = message, Error = "" });
    }

    [Fact]
    public async Task Explain_Newline_SaysSo()
    {
        var run = await ToolRun.RunAsync(["explain", "--key", "made-up-key", "--signature", Signature], ToolRun.Utf8(Body + "\n"));

        run.Output.Should().Be(WebhookSignatureDiagnostics.Diagnose(ToolRun.Utf8(Body + "\n"), Signature, new WebhookSigningKey("made-up-key", "--key")).Advice + "\n");
        run.ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task Sign_Body_WritesHeader()
    {
        var run = await ToolRun.RunAsync(["sign"], ToolRun.Utf8(Body), [("HELPCRUNCH_SIGNING_KEY", "made-up-key")]);

        run.Should().BeEquivalentTo(new { ExitCode = 0, Output = $"X-HelpCrunch-Signature: {Signature}\n", Error = "" });
    }

    [Fact]
    public async Task Sign_Curl_QuotesForShell()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("it's $(here).json", Body);

        var run = await ToolRun.RunAsync("sign", file, "--key", "made-up-key", "--curl", "http://localhost/a?b=c&d='e'");

        run.Output.Should().Be(
            $"curl --globoff --data-binary '@{file.Replace("'", @"'\''", StringComparison.Ordinal)}' --header 'Content-Type: application/json' --header 'X-HelpCrunch-Signature: {Signature}' 'http://localhost/a?b=c&d='\\''e'\\'''\n");
    }

    [Fact]
    public async Task Sign_KeyFile_IgnoresLineEnd()
    {
        using var folder = new TemporaryFolder();

        var run = await ToolRun.RunAsync(["sign", "--key-file", folder.Write("key", "made-up-key\n")], ToolRun.Utf8(Body));

        run.Output.Should().Be($"X-HelpCrunch-Signature: {Signature}\n");
    }

    [Fact]
    public async Task Sign_NoKey_SaysWhereToPutIt()
    {
        var run = await ToolRun.RunAsync(["sign"], ToolRun.Utf8(Body));

        run.Should().BeEquivalentTo(new { ExitCode = 2, Output = "", Error = NoKey });
    }

    [Theory]
    [InlineData("--key", " ", "--key is empty. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks).\n")]
    [InlineData("--project", "missing", "The folder 'missing' does not exist.\n")]
    public async Task Sign_UnusableKey_IsUsageError(string option, string value, string message)
    {
        var run = await ToolRun.RunAsync(["sign", option, value], ToolRun.Utf8(Body));

        run.Should().BeEquivalentTo(new { ExitCode = 2, Output = "", Error = message });
    }

    [Fact]
    public async Task Sign_KeyWithSpaces_WarnsWithoutKey()
    {
        var run = await ToolRun.RunAsync(["sign", "--key", " made-up-key"], ToolRun.Utf8(Body));

        run.Error.Should().Be("The signing key '--key' starts with white space. The key is used unchanged. Remove characters that are not part of the key.\n");
    }

    [Fact]
    public async Task Sign_ProjectWithoutUserSecrets_SaysWhatToRun()
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", "<Project />");

        var run = await ToolRun.RunAsync(["sign", "--project", folder.Path], ToolRun.Utf8(Body));

        run.Error.Should().Be($"No project with user secrets in '{folder.Path}'. Run 'dotnet user-secrets init' there, then 'dotnet user-secrets set HelpCrunch:SigningKeys:NAME KEY'.\n");
    }

    [Fact]
    public async Task Redact_Body_WritesBytes()
    {
        var run = await ToolRun.RunAsync(["redact", "--seed", "s"], ToolRun.Utf8(Body));

        Encoding.UTF8.GetString(run.OutputBytes).Should().MatchRegex("""^\{"event":"customer\.new","eventData":\{"id":[0-9],"name":"[A-Z][a-z]{2}","[a-z]{5}":"[0-9]"\},"attempts":0,"id":"[b-z]"\}$""");
        run.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Redact_NotJson_WritesNothing()
    {
        var run = await ToolRun.RunAsync(["redact"], ToolRun.Utf8("{\"name\":\"Ann\""));

        run.Should().BeEquivalentTo(new { ExitCode = 1, Output = "", Error = "standard input is not valid JSON, so it cannot be redacted. Nothing was written.\n" });
        run.OutputBytes.Should().BeEmpty();
    }

    [Fact]
    public async Task Redact_SeveralFiles_NeedsFolderAndKeepsOriginals()
    {
        using var folder = new TemporaryFolder();
        var one = folder.Write("one.json", Body);
        var two = folder.Write("two.json", Body);

        (await ToolRun.RunAsync("redact", one, two)).Error.Should().Be("Several files need --output DIR. They are redacted together, so that equal values stay equal.\n");
        (await ToolRun.RunAsync("redact", one, two, "--output", folder.Path)).Error.Should().Be($"{one} exists. Name another folder.\n");
        (await ToolRun.RunAsync("redact", one, two, "-o", Path.Combine(folder.Path, "safe"))).ExitCode.Should().Be(0);

        var safe = File.ReadAllText(Path.Combine(folder.Path, "safe", "one.json"));
        safe.Should().NotContain("Ann").And.Be(File.ReadAllText(Path.Combine(folder.Path, "safe", "two.json")));
        File.ReadAllText(one).Should().Be(Body);
    }

    [Fact]
    public async Task UnknownOption_IsUsageError()
    {
        var run = await ToolRun.RunAsync("show", "--jso");

        run.Should().BeEquivalentTo(new { ExitCode = 2, Output = "", Error = "'--jso' is not an option. If it is a file, write './--jso'.\nSee 'helpcrunch-webhooks show --help'.\n" });
    }

    [Theory]
    [InlineData("verify", "--ky", "SECRET")]
    [InlineData("verify", "--ky=SECRET")]
    [InlineData("listen", "--ky", "SECRET")]
    [InlineData("sign", "body.json", "SECRET")]
    [InlineData("--key", "SECRET", "sign")]
    public async Task UnknownArgument_IsNotPrinted(params string[] args)
    {
        var run = await ToolRun.RunAsync(args);

        run.ExitCode.Should().Be(2);
        (run.Output + run.Error).Should().NotContain("SECRET");
    }

    [Fact]
    public async Task Sign_UnreadableProject_IsUsageError()
    {
        using var folder = new TemporaryFolder();
        folder.Write("App.csproj", "<Project><PropertyGroup><UserSecretsId>a\0b</UserSecretsId></PropertyGroup></Project>".Replace("\0", "/:*?|", StringComparison.Ordinal));

        var run = await ToolRun.RunAsync(["sign", "--project", folder.Path], ToolRun.Utf8(Body));

        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith("The user secrets ");
    }

    [Fact]
    public async Task Help_Root_ListsCommands()
    {
        var run = await ToolRun.RunAsync("--help");

        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain("  show ").And.Contain("  verify ").And.Contain("  explain ").And.Contain("  sign ").And.Contain("  send ").And.Contain("  replay ").And.Contain("  redact ");
    }
}
