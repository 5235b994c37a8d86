using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HelpCrunch.Webhooks.Tool.Tests.Support;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>samples/WebhookReceiver runs, and its example requests use its key and its address.</summary>
public sealed partial class ReceiverSampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "WebhookReceiver");

    private const string ListeningOn = "Now listening on: ";

    private static readonly WebhookSigningKey Key = ReadKey();

    [Fact]
    public void HttpFile_AllRequests_GetTheStatusOfTheirTitle()
    {
        var receiver = new WebhookReceiver(Key);
        var requests = File.ReadAllText(Path.Combine(Folder, "WebhookReceiver.http")).ReplaceLineEndings("\n").Split("### ")[1..];

        foreach (var request in requests.Where(request => request.Contains("application/json", StringComparison.Ordinal)))
        {
            var body = Encoding.UTF8.GetBytes(request.Split("\n\n")[1].Trim());
            var signature = SignatureLine().Match(request) is { Success: true } match ? match.Groups[1].Value : null;

            var status = receiver.Receive(body, signature).TryGetEvent(out _, out var rejection) ? 200 : rejection.StatusCode;

            request.Split('\n')[0].Should().Contain($": {status}");
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("samples/WebhookReceiver/README.md")]
    [InlineData("docs/receiving-webhooks.md")]
    [InlineData("docs/testing-an-endpoint.md")]
    public void SigningCommand_AllDocuments_UseTheKeyOfTheSample(string document)
    {
        var line = LineOf("samples/WebhookReceiver/README.md");

        LineOf(document).Should().Be(line);
        line.Should().Contain($" -hmac {ReadSecret()} ");
        WebhookParser.Default.Parse(line.Split('\'')[1]).GetEventOrThrow().Should().BeOfType<ChatRatedEvent>();
    }

    [Fact]
    public async Task App_AddressInTheEnvironment_IsUsed()
    {
        using var app = SampleProcess.Start("WebhookReceiver", new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
        });
        var address = (await app.ReadLineWithAsync(ListeningOn)).Split(ListeningOn)[1];
        var body = """{"event":"chat.rated","eventData":{"chat_id":743,"rating":"great"},"id":"1"}"""u8.ToArray();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/webhooks/helpcrunch")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
            Headers = { { WebhookSignature.HeaderName, WebhookSignature.Compute(body, Key) } },
        };

        using var response = await client.SendAsync(request);

        address.Should().StartWith("http://127.0.0.1:");
        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task App_Production_DoesNotHaveTheKeyForDevelopment()
    {
        var app = await SampleProcess.RunToFailureAsync("WebhookReceiver", new Dictionary<string, string> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" });

        app.Error.Should().Contain("OptionsValidationException: No signing key.");
    }

    /// <summary>OpenSSL, which .NET uses on Linux, is configured to use validated algorithms only, and the computer has none.</summary>
    [LinuxFact]
    public async Task App_ComputerWithoutSha1_SaysSoAtTheStart()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "openssl_conf = init\n[init]\nalg_section = algorithms\n[algorithms]\ndefault_properties = fips=yes\n");
        try
        {
            var app = await SampleProcess.RunToFailureAsync("WebhookReceiver", new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["OPENSSL_CONF"] = file,
            });

            app.Error.Should().Contain("OptionsValidationException: HMAC-SHA1 is not available on this computer, so the signatures of HelpCrunch cannot be verified.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Requests_HttpFileAndReadme_UseTheAddressOfTheLaunchProfile()
    {
        using var settings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "Properties", "launchSettings.json")));
        var address = settings.RootElement.GetProperty("profiles").EnumerateObject().Single().Value.GetProperty("applicationUrl").GetString();

        File.ReadLines(Path.Combine(Folder, "WebhookReceiver.http")).Should().Contain($"@host = {address}");
        LineOf("samples/WebhookReceiver/README.md").Should().Contain($" {address}/webhooks/helpcrunch ");
    }

    private static string LineOf(string document) =>
        File.ReadLines(Path.Combine(Repository.Root, document)).Should().ContainSingle(line => line.Contains("openssl dgst", StringComparison.Ordinal)).Which;

    private static WebhookSigningKey ReadKey() => new(ReadSecret());

    private static string ReadSecret()
    {
        using var settings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "appsettings.Development.json")));
        return settings.RootElement.GetProperty("HelpCrunch").GetProperty("SigningKeys").EnumerateObject().Single().Value.GetProperty("Secret").GetString()!;
    }

    [GeneratedRegex("X-HelpCrunch-Signature: ([0-9a-f]*)")]
    private static partial Regex SignatureLine();
}
