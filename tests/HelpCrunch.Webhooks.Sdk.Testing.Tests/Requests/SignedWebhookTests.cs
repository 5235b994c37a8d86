using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Requests;

public sealed class SignedWebhookTests
{
    private static readonly WebhookSigningKey Key = new("made-up-signing-key");

    [Fact]
    public void Constructor_Event_SignsTheBody()
    {
        var webhook = new SignedWebhook(WebhookSamples.ChatRated(), Key);

        webhook.Body.ToArray().Should().Equal(WebhookBody.Write(WebhookSamples.ChatRated()));
        WebhookSignature.Verify(webhook.Body.Span, webhook.Signature, Key).Should().Be(WebhookSignatureStatus.Valid);
    }

    [Fact]
    public void Headers_Signed_AreContentTypeAndSignature() =>
        new SignedWebhook(Encoding.UTF8.GetBytes("{}"), Key).Headers.ToArray().Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["Content-Type"] = "application/json",
            ["X-HelpCrunch-Signature"] = WebhookSignature.Compute("{}"u8, Key),
        });

    [Fact]
    public void Constructor_NullSignature_Throws()
    {
        var create = () => new SignedWebhook(Encoding.UTF8.GetBytes("{}"), signature: null!);

        create.Should().Throw<ArgumentNullException>().WithParameterName("signature");
    }

    [Fact]
    public void Headers_Unsigned_AreTheContentType() =>
        SignedWebhook.CreateUnsigned(Encoding.UTF8.GetBytes("{}")).Headers.Select(header => header.Key).Should().Equal("Content-Type");

    [Fact]
    public async Task ToHttpRequestMessage_Signed_HasBodyAndHeaders()
    {
        using var request = new SignedWebhook(WebhookSamples.ChatRated(), Key).ToHttpRequestMessage("/webhooks/helpcrunch");

        var body = await request.Content!.ReadAsByteArrayAsync();
        request.Method.Should().Be(HttpMethod.Post);
        request.RequestUri.Should().Be(new Uri("/webhooks/helpcrunch", UriKind.Relative));
        request.Content.Headers.ContentType!.ToString().Should().Be("application/json");
        WebhookSignature.Verify(body, request.Headers.GetValues("X-HelpCrunch-Signature").Single(), Key).Should().Be(WebhookSignatureStatus.Valid);
    }

    [Fact]
    public void ToString_Signed_HasNeitherBodyNorSignature() =>
        new SignedWebhook(Encoding.UTF8.GetBytes("{}"), Key).ToString().Should().Be("SignedWebhook { Length = 2, IsSigned = True }");
}
