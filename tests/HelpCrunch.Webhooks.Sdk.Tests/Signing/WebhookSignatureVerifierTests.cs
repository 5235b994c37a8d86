namespace HelpCrunch.Webhooks.Sdk.Tests.Signing;

public sealed class WebhookSignatureVerifierTests
{
    private static readonly WebhookSigningKey Old = new("secret of 2025", "2025");
    private static readonly WebhookSigningKey New = new("secret of 2026", "2026");
    private static readonly WebhookSigningKey Other = new("another secret", "other");

    private static ReadOnlySpan<byte> Body => "{}"u8;

    [Fact]
    public void Verify_SeveralKeys_NamesTheMatchingKey()
    {
        var verifier = new WebhookSignatureVerifier(New, Old);

        verifier.Verify(Body, WebhookSignature.Compute(Body, New)).Should().Be(new WebhookSignatureVerification(WebhookSignatureStatus.Valid, "2026"));
        verifier.Verify(Body, WebhookSignature.Compute(Body, Old)).Should().Be(new WebhookSignatureVerification(WebhookSignatureStatus.Valid, "2025"));
        verifier.Verify(Body, WebhookSignature.Compute(Body, Old)).IsValid.Should().BeTrue();
    }

    [Fact]
    public void Verify_NoKeyMatches_IsAMismatch() =>
        new WebhookSignatureVerifier(New, Old).Verify(Body, WebhookSignature.Compute(Body, Other))
            .Should().Be(new WebhookSignatureVerification(WebhookSignatureStatus.Mismatch, null));

    [Theory]
    [InlineData(null, WebhookSignatureStatus.Missing)]
    [InlineData("", WebhookSignatureStatus.Missing)]
    [InlineData("att73h99zvs9ipdmaj2rmr4oi5jhtwubs6q6tfwr", WebhookSignatureStatus.Malformed)]
    [InlineData("7e74db289f1a248b7aab900ed9035f6269dc3525", WebhookSignatureStatus.Mismatch)]
    public void Verify_InvalidHeader_HasItsStatus(string? header, WebhookSignatureStatus expected)
    {
        var verification = new WebhookSignatureVerifier(New, Old).Verify(Body, header);

        verification.Should().Be(new WebhookSignatureVerification(expected, null));
        verification.IsValid.Should().BeFalse();
    }

    [Fact]
    public void Constructor_NoKey_ThrowsWithAdvice() =>
        FluentActions.Invoking(() => new WebhookSignatureVerifier([])).Should().Throw<InvalidOperationException>().Which.Message.Should().Be(
            "No signing key. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into a WebhookSigningKey and pass it here, or add it to SigningKeys of AddHelpCrunchWebhooks.");

    [Fact]
    public void Constructor_NullKey_ThrowsArgumentNullException()
    {
        FluentActions.Invoking(() => new WebhookSignatureVerifier((IEnumerable<WebhookSigningKey>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("keys");
        FluentActions.Invoking(() => new WebhookSignatureVerifier((WebhookSigningKey)null!)).Should().Throw<ArgumentNullException>().WithParameterName("key");
        FluentActions.Invoking(() => new WebhookSignatureVerifier(New, null!)).Should().Throw<ArgumentNullException>().WithParameterName("otherKeys");
        FluentActions.Invoking(() => new WebhookSignatureVerifier(New, Old, null!)).Should().Throw<ArgumentNullException>()
            .Which.Message.Should().Be(new ArgumentException("One of the signing keys is null.", "keys").Message);
    }

    [Fact]
    public void Keys_ChangedLater_DoNotAffectTheVerifier()
    {
        List<WebhookSigningKey> keys = [New];
        var verifier = new WebhookSignatureVerifier(keys);
        keys.Add(Old);

        verifier.Verify(Body, WebhookSignature.Compute(Body, Old)).IsValid.Should().BeFalse();
    }

    [Fact]
    public void ToString_Verifier_ShowsNoSecret()
    {
        var verifier = new WebhookSignatureVerifier(New, Old);

        $"{verifier} {verifier.Verify(Body, WebhookSignature.Compute(Body, New))}".Should().NotContain("secret");
    }
}
