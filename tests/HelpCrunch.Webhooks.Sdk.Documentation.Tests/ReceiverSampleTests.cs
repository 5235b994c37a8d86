using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>What samples/WebhookReceiver says to send is signed with the key that it is configured with.</summary>
public sealed partial class ReceiverSampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "WebhookReceiver");

    private static readonly WebhookSigningKey Key = ReadKey();

    [Fact]
    public void Requests_OfTheHttpFile_AreAnsweredAsTheirTitlesSay()
    {
        var receiver = new WebhookReceiver(Key);
        var requests = File.ReadAllText(Path.Combine(Folder, "WebhookReceiver.http")).ReplaceLineEndings("\n").Split("### ")[1..];

        foreach (var request in requests.Where(request => request.Contains("application/json", StringComparison.Ordinal)))
        {
            var body = Encoding.UTF8.GetBytes(request.Split("\n\n")[1].Trim());
            var signature = SignatureLine().Match(request) is { Success: true } match ? match.Groups[1].Value : null;

            var status = receiver.Receive(body, signature).Match(accepted => 200, rejected => 401, unreadable => 400);

            request.Split('\n')[0].Should().Contain($": {status}");
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("samples/WebhookReceiver/README.md")]
    [InlineData("docs/receiving-webhooks.md")]
    [InlineData("docs/testing-an-endpoint.md")]
    public void Line_ThatSignsAWebhook_IsTheSameEverywhereAndHasTheKeyOfTheSample(string document)
    {
        var line = LineOf("samples/WebhookReceiver/README.md");

        LineOf(document).Should().Be(line);
        line.Should().Contain($" -hmac {ReadSecret()} ");
        WebhookParser.Default.Parse(line.Split('\'')[1]).GetEventOrThrow().Should().BeOfType<ChatRatedEvent>();
    }

    private static string LineOf(string document) =>
        File.ReadLines(Path.Combine(Repository.Root, document)).Should().ContainSingle(line => line.Contains("openssl dgst", StringComparison.Ordinal)).Which;

    private static WebhookSigningKey ReadKey() => new(ReadSecret());

    private static string ReadSecret()
    {
        using var settings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "appsettings.json")));
        return settings.RootElement.GetProperty("HelpCrunch").GetProperty("SigningKeys")[0].GetProperty("Secret").GetString()!;
    }

    [GeneratedRegex("X-HelpCrunch-Signature: ([0-9a-f]*)")]
    private static partial Regex SignatureLine();
}
