using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Signing;

public sealed class ChangingKeysTests
{
    private static readonly WebhookSigningKey OldKey = new("the old key", "2025");
    private static readonly WebhookSigningKey NewKey = new("the new key", "2026");
    private static readonly byte[] Body = "{}"u8.ToArray();

    [Fact]
    public void Verify_KeysChanged_TheNewOnesHoldAtOnce()
    {
        IReadOnlyList<WebhookSigningKey> keys = [OldKey];
        var verifier = WebhookSignatureVerifier.FromKeyProvider(() => keys);
        verifier.Verify(Body, WebhookSignature.Compute(Body, OldKey)).KeyName.Should().Be("2025");

        keys = [NewKey];

        verifier.Verify(Body, WebhookSignature.Compute(Body, OldKey)).Status.Should().Be(WebhookSignatureStatus.Mismatch);
        verifier.Verify(Body, WebhookSignature.Compute(Body, NewKey)).KeyName.Should().Be("2026");
    }

    [Fact]
    public void Verify_NoKeyLeft_IsMismatch() =>
        WebhookSignatureVerifier.FromKeyProvider(() => []).Verify(Body, WebhookSignature.Compute(Body, OldKey))
            .Status.Should().Be(WebhookSignatureStatus.Mismatch);

    [Fact]
    public void FromKeyProvider_Null_Throws() =>
        FluentActions.Invoking(() => WebhookSignatureVerifier.FromKeyProvider(null!)).Should().Throw<ArgumentNullException>().WithParameterName("keys");

    [Fact]
    public void AddHelpCrunchWebhooks_WithASourceOfKeys_TheReceiverAsksIt()
    {
        IReadOnlyList<WebhookSigningKey> keys = [OldKey];
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks(options => options.SigningKeyProvider = () => keys);
        var receiver = services.BuildServiceProvider().GetRequiredService<WebhookReceiver>();

        keys = [NewKey];

        receiver.Receive(Body, WebhookSignature.Compute(Body, OldKey)).Should().BeOfType<WebhookReceiveResult.Rejected>();
        receiver.Receive(Body, WebhookSignature.Compute(Body, NewKey)).Should().BeOfType<WebhookReceiveResult.InvalidPayload>();
    }
}
