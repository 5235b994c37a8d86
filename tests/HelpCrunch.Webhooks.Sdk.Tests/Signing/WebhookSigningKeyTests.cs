namespace HelpCrunch.Webhooks.Sdk.Tests.Signing;

public sealed class WebhookSigningKeyTests
{
    private const string Secret = "s3cr3t-of-the-account";

    [Fact]
    public void Name_NotGiven_IsDefault()
    {
        new WebhookSigningKey(Secret).Name.Should().Be("default");
        new WebhookSigningKey(Secret, "2026").Name.Should().Be("2026");
    }

    [Fact]
    public void ToString_Key_ShowsTheNameOnly() =>
        new WebhookSigningKey(Secret, "2026").ToString().Should().Be("WebhookSigningKey { Name = 2026 }");

    [Fact]
    public void PublicMembers_Key_DoNotShowTheSecret() =>
        typeof(WebhookSigningKey).GetProperties().Select(property => property.Name).Should().Equal("Name");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\n")]
    public void Constructor_EmptySecret_ThrowsWithAdvice(string secret) =>
        FluentActions.Invoking(() => new WebhookSigningKey(secret)).Should().Throw<ArgumentException>().Which.Message.Should().Be(
            new ArgumentException("The signing key is empty. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks).", nameof(secret)).Message);

    [Fact]
    public void Constructor_NullSecret_ThrowsWithAdvice() =>
        FluentActions.Invoking(() => new WebhookSigningKey(null!)).Should().Throw<ArgumentNullException>().Which.Message.Should().Be(
            new ArgumentNullException("secret", "The signing key is null. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks).").Message);

    [Fact]
    public void Constructor_SecretAsName_ThrowsWithoutTheSecret() =>
        FluentActions.Invoking(() => new WebhookSigningKey(Secret, Secret)).Should().Throw<ArgumentException>().Which.Message.Should().Be(
            new ArgumentException("The name of the signing key is the key itself. The name is logged, so use another one, such as the year.", "name").Message);
}
