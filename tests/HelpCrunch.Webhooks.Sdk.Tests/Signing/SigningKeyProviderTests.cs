using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Signing;

public sealed class SigningKeyProviderTests
{
    private static readonly WebhookSigningKey OldKey = new("the old key", "2025");
    private static readonly WebhookSigningKey NewKey = new("the new key", "2026");
    private static readonly byte[] Body = "{}"u8.ToArray();

    [Fact]
    public void Verify_ProviderReturnsOtherKeys_UsesThemAtOnce()
    {
        IReadOnlyList<WebhookSigningKey> keys = [OldKey];
        var verifier = WebhookSignatureVerifier.FromKeyProvider(() => keys);
        verifier.Verify(Body, WebhookSignature.Compute(Body, OldKey)).KeyName.Should().Be("2025");

        keys = [NewKey];

        verifier.Verify(Body, WebhookSignature.Compute(Body, OldKey)).Status.Should().Be(WebhookSignatureStatus.Mismatch);
        verifier.Verify(Body, WebhookSignature.Compute(Body, NewKey)).KeyName.Should().Be("2026");
    }

    [Fact]
    public void Verify_ProviderReturnsNoKey_IsMismatch() =>
        WebhookSignatureVerifier.FromKeyProvider(() => []).Verify(Body, WebhookSignature.Compute(Body, OldKey))
            .Status.Should().Be(WebhookSignatureStatus.Mismatch);

    [Fact]
    public void FromKeyProvider_Null_Throws() =>
        FluentActions.Invoking(() => WebhookSignatureVerifier.FromKeyProvider(null!)).Should().Throw<ArgumentNullException>().WithParameterName("keyProvider");

    [Fact]
    public void AddHelpCrunchWebhooks_SigningKeyProvider_IsCalledByTheReceiver()
    {
        IReadOnlyList<WebhookSigningKey> keys = [OldKey];
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks(options => options.SigningKeyProvider = () => keys);
        var receiver = services.BuildServiceProvider().GetRequiredService<WebhookReceiver>();

        keys = [NewKey];

        receiver.Receive(Body, WebhookSignature.Compute(Body, OldKey)).Should().BeOfType<WebhookReceiveResult.Rejected>();
        receiver.Receive(Body, WebhookSignature.Compute(Body, NewKey)).Should().BeOfType<WebhookReceiveResult.InvalidPayload>();
    }

    [Fact]
    public void AddHelpCrunchWebhooks_SigningKeysAndProvider_ThrowsForTheVerifier()
    {
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks(options =>
        {
            options.SigningKeys.Add(OldKey);
            options.SigningKeyProvider = () => [NewKey];
        });
        using var provider = services.BuildServiceProvider();

        FluentActions.Invoking(provider.GetRequiredService<WebhookSignatureVerifier>).Should().Throw<InvalidOperationException>().Which.Message.Should().Be(
            "SigningKeys and SigningKeyProvider of AddHelpCrunchWebhooks are both set. Remove one of them.");
    }

    [Fact]
    public void Verify_ProviderReturnsNull_Throws()
    {
        IReadOnlyList<WebhookSigningKey>[] results = [null!, [null!]];
        foreach (var result in results)
        {
            FluentActions.Invoking(() => WebhookSignatureVerifier.FromKeyProvider(() => result).Verify(Body, WebhookSignature.Compute(Body, OldKey)))
                .Should().Throw<InvalidOperationException>().Which.Message.Should().Be(
                    "The signing key provider returned null, or a list that contains null. Return an empty list to reject every signature.");
        }
    }

    [Fact]
    public void Verify_ProviderThrows_IsNotCaught() =>
        FluentActions.Invoking(() => WebhookSignatureVerifier.FromKeyProvider(() => throw new TimeoutException()).Verify(Body, WebhookSignature.Compute(Body, OldKey)))
            .Should().Throw<TimeoutException>();
}
