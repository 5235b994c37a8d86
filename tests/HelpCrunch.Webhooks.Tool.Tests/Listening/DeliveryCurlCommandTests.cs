using System.Diagnostics;
using System.Text;
using HelpCrunch.Webhooks.Tool.Listening;
using HelpCrunch.Webhooks.Tool.Listening.Web;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

public class DeliveryCurlCommandTests
{
    public static TheoryData<byte[]> Hostile() =>
    [
        Encoding.UTF8.GetBytes(Bodies.Message),
        "{\"text\":\"it's $(touch x) `id` \\\\ \\\" !! \n\tend\"}\n"u8.ToArray(),
        "@/etc/hostname"u8.ToArray(),
        [0x00, 0xFF, (byte)'\'', 0x0D, 0x0A],
        "\u001b]0;title\u0007"u8.ToArray(),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task For_AnyBody_SendsTheSameBytes(byte[] body)
    {
        if (!File.Exists("/bin/sh") || !File.Exists("/usr/bin/curl"))
        {
            return; // The command is for a POSIX shell with curl.
        }

        await using var app = await TestApp.StartAsync();
        await using var listener = await Listener.StartAsync();
        using var sent = await listener.SendAsync(body, WebhookSignature.Compute(body, Listener.Key), "/hooks/it's");
        var command = DeliveryCurlCommand.For(listener.Single(), new Uri(app.Url, "?brackets=[1-3]"));

        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-s"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await shell.StandardInput.WriteAsync(command);
        shell.StandardInput.Close();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();

        output.Should().Contain("200 OK", await shell.StandardError.ReadToEndAsync());
        var received = app.Received.Should().ContainSingle().Subject;
        received.Path.Should().EndWith("?brackets=[1-3]");
        received.Body.Should().Equal(body);
        received.Headers.ContentType.ToString().Should().Be("application/json");
        received.Headers[WebhookSignature.HeaderName].ToString().Should().Be(listener.Single().SignatureHeader);
    }

    [Fact]
    public async Task For_Webhook_IsReadable()
    {
        await using var listener = await Listener.StartAsync();
        using var sent = await listener.SendAsync(Bodies.Unknown);

        var command = await listener.Client.GetStringAsync("/_listen/deliveries/1/curl");

        command.Should().Be(
            $$"""
            curl -sS -i --globoff '{{listener.Client.BaseAddress}}webhooks/helpcrunch' \
              -H 'Content-Type: application/json' \
              -H 'X-HelpCrunch-Signature: {{listener.Single().SignatureHeader}}' \
              --data-raw '{{Bodies.Unknown}}'

            """);
    }

    [Fact]
    public async Task For_PathOfAnotherHost_IsSentToThisAddress()
    {
        await using var listener = await Listener.StartAsync();
        var path = "//evil.example/" + new string('x', 300);
        using var sent = await listener.SendAsync(Encoding.UTF8.GetBytes(Bodies.Unknown), null, listener.Client.BaseAddress!.AbsoluteUri.TrimEnd('/') + path);

        var command = await listener.Client.GetStringAsync("/_listen/deliveries/1/curl");

        command.Should().StartWith($"curl -sS -i --globoff '{listener.Client.BaseAddress!.AbsoluteUri.TrimEnd('/')}{path}' \\\n");
    }

    [Theory]
    [InlineData("text\u001b[201~\u0003touch /tmp/x #")]
    [InlineData("text\u007f")]
    [InlineData("text\u009b201~")]
    [InlineData("text\u202e")]
    [InlineData("text\u00fc")]
    public void For_HeaderWithOtherCharactersThanPrintableAscii_LeavesItOut(string value)
    {
        var delivery = new ReceivedDelivery
        {
            ReceivedAt = default,
            Path = "/",
            Headers = [new("Content-Type", value), new(WebhookSignature.HeaderName, "it's")],
            Body = "{}"u8.ToArray(),
            Inspection = new Inspection { Signature = SignatureStatus.NotVerified },
        };

        DeliveryCurlCommand.For(delivery, new Uri("http://localhost/")).Should().Be("""
            : 'The header Content-Type is left out because its value has characters other than printable ASCII.'
            curl -sS -i --globoff 'http://localhost/' \
              -H 'X-HelpCrunch-Signature: it'\''s' \
              --data-raw '{}'

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task For_PathWithControlCharacters_EscapesThem()
    {
        await using var listener = await Listener.StartAsync();
        using var sent = await listener.SendAsync(Encoding.UTF8.GetBytes(Bodies.Unknown), null, "/%1B%5B201~%03%C2%9B%E2%80%AE?a=%1B%03");

        var command = await listener.Client.GetStringAsync("/_listen/deliveries/1/curl");

        command.Should().Contain("/%1B%5B201~%03%C2%9B%E2%80%AE?a=%1B%03'");
        command.Replace("\n", "", StringComparison.Ordinal).Should().NotContainAny(Enumerable.Range(0, 32).Select(value => $"{(char)value}"));
    }
}
