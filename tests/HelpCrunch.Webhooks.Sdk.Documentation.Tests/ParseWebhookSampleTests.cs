namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>samples/ParseWebhook shows the bodies that it gets. It does not replace them with the examples.</summary>
public sealed class ParseWebhookSampleTests
{
    private const string Body = """{"event":"chat.rated","eventData":{"chat_id":743,"rating":"poor"},"id":"252041ed-62a7-4303-81f9-842ec6e8d18f"}""";

    private static readonly string[] Examples =
    [
        "chat.snoozed  252041ed-62a7-4303-81f9-842ec6e8d18f",
        "chat.snoozed  252041ed-62a7-4303-81f9-842ec6e8d18f",
        "customer.email_updated  3f6c1c52-0c64-4a55-9a53-0a4ac7b1f4d1",
        "message.chat.customer  73499e69-285c-44c3-8431-a843ed08183d",
    ];

    [Theory]
    [InlineData]
    [InlineData("-")]
    [InlineData("--key", "made-up-signing-key", "--signature", "4f1c3c1f4fd2e9a8d2a4f1a93cf3b1d5f6d4b8a7")]
    public async Task Run_EmptyStandardInput_Fails(params string[] args)
    {
        var result = await RunAsync(args, "");

        result.Should().Be(new SampleResult(1, "", "standard input: It is empty. Pipe in the body of a webhook, name a FILE, or use --examples.\n"));
    }

    [Theory]
    [InlineData]
    [InlineData("-")]
    public async Task Run_BodyOnStandardInput_IsShown(params string[] args)
    {
        var result = await RunAsync(args, Body);

        result.Should().Be(new SampleResult(
            0,
            """
            chat.rated  252041ed-62a7-4303-81f9-842ec6e8d18f
              from            standard input
              attempts        this is the first delivery
              what            chat 743
                              rating: poor
              drift           none


            """.ReplaceLineEndings("\n"),
            ""));
    }

    [Fact]
    public async Task Run_TextWithControlAndDirectionCharacters_ReplacesThem()
    {
        var result = await RunAsync([], """{"event":"customer.new","eventData":{"id":7,"name":"a\u001b[2J\u202egpj.exe\u2069\u200f"},"id":"a"}""");

        result.Output.Should().Contain("customer: a\uFFFD[2J\uFFFDgpj.exe\uFFFD\uFFFD, id 7");
    }

    [Fact]
    public async Task Run_Examples_AreShownWithoutReadingStandardInput()
    {
        var result = await RunAsync(["--examples"], Body);

        Titles(result.Output).Should().Equal(Examples);
        result.Should().BeEquivalentTo(new { ExitCode = 0, Error = "" });
    }

    [TerminalFact]
    public async Task Run_InATerminalWithoutArguments_ShowsTheExamples()
    {
        var result = await SampleProcess.RunInTerminalAsync("ParseWebhook");

        Titles(result.Output).Should().Equal(Examples);
        result.ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("docs/payloads/chat.snoozed.json")]
    [InlineData("--key", "made-up-signing-key", "--signature", "4f1c3c1f4fd2e9a8d2a4f1a93cf3b1d5f6d4b8a7")]
    public async Task Run_ExamplesAndABody_RejectsTheArguments(params string[] args)
    {
        var result = await RunAsync(["--examples", .. args], Body);

        result.Should().Be(new SampleResult(2, "", "--examples shows only the documented examples. Leave out FILE, --key and --signature. See --help.\n"));
    }

    [Fact]
    public async Task Run_FolderAmongFiles_ReportsTheFolderAndShowsTheFiles()
    {
        var result = await RunAsync(["docs/payloads", "docs/payloads/message.chat.customer.json"], "");

        Titles(result.Output).Should().Equal(Examples[^1]);
        result.Should().BeEquivalentTo(new { ExitCode = 1, Error = "docs/payloads: This is a folder. Name the files in it.\n" });
    }

    private static Task<SampleResult> RunAsync(string[] args, string standardInput) => SampleProcess.RunAsync("ParseWebhook", args, standardInput);

    /// <summary>The first line of each delivery.</summary>
    private static IEnumerable<string> Titles(string output) =>
        output.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(delivery => delivery.Split('\n')[0]);
}
