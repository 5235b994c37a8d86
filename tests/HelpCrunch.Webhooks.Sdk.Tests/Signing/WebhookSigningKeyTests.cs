namespace HelpCrunch.Webhooks.Sdk.Tests.Signing;

public sealed class WebhookSigningKeyTests
{
    private const string Secret = "s3cr3t-of-the-account";

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData("\u200B")] // A zero-width space.
    public void Name_Blank_IsDefault(string name) => new WebhookSigningKey(Secret, name).Name.Should().Be("default");

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
        typeof(WebhookSigningKey).GetProperties().Select(property => property.Name).Should().Equal("Name", "Warning");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\n")]
    [InlineData("\"\"")] // An attacker can use the same key.
    [InlineData("\uFEFF\u200B\u00A0")]
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

    [Theory]
    [InlineData(Secret + "\n")]
    [InlineData("\"" + Secret + "\"")]
    [InlineData("\uFEFF" + Secret)]
    public void Constructor_SecretWithOtherCharactersAroundItAndItsName_Throws(string secret) =>
        FluentActions.Invoking(() => new WebhookSigningKey(secret, Secret)).Should().Throw<ArgumentException>().Which.ParamName.Should().Be("name");

    [Theory]
    [InlineData(Secret + "\n", "ends with a line end")]
    [InlineData(Secret + "\r\n", "ends with a line end")]
    [InlineData("\u2028" + Secret + "\u0085", "starts and ends with a line end")]
    [InlineData(" " + Secret + "\t", "starts and ends with white space")]
    [InlineData(Secret + "\u3000", "ends with white space")]
    [InlineData("\uFEFF" + Secret, "starts with a byte order mark")]
    [InlineData("\u00A0" + Secret, "starts with a no-break space")]
    [InlineData(Secret + "\u202F", "ends with a no-break space")]
    [InlineData("\u200B" + Secret + "\u2060", "starts and ends with a zero-width character")]
    [InlineData(Secret + "\u200D", "ends with a zero-width character")]
    [InlineData("\"" + Secret + "\"", "starts and ends with a quotation mark")]
    [InlineData("\u201E" + Secret + "\u201C", "starts and ends with a quotation mark")]
    [InlineData("\u00AB" + Secret + "\uFF02", "starts and ends with a quotation mark")]
    [InlineData("`" + Secret, "starts with a quotation mark")]
    [InlineData("\u200E" + Secret + "\u202C", "starts and ends with an invisible character")]
    [InlineData(Secret + "\uFE0F", "ends with an invisible character")]
    [InlineData("\u3164" + Secret, "starts with an invisible character")]
    [InlineData(Secret + "\U000E0001", "ends with an invisible character")]
    [InlineData("\0" + Secret, "starts with a control character")]
    [InlineData("\uFFFD" + Secret, "starts with a character that could not be decoded")]
    [InlineData("s3cr3t\u00ADof\u200B", "ends with a zero-width character and contains an invisible character")]
    [InlineData("first\nsecond", "contains a line end")]
    [InlineData("\uFEFF'" + Secret + "' \n", "starts with a byte order mark and a quotation mark and ends with a quotation mark and white space and a line end")]
    public void Warning_CharactersThatAreProbablyNotPartOfTheKey_NamesThem(string secret, string characters)
    {
        var key = new WebhookSigningKey(secret, "2026");

        key.Warning.Should().Be($"The signing key '2026' {characters}. The key is used unchanged. Remove characters that are not part of the key.");
        WebhookSignature.Compute("body"u8, key).Should().NotBe(WebhookSignature.Compute("body"u8, new WebhookSigningKey(Secret)), "the key is used unchanged");
    }

    [Theory]
    [InlineData(Secret)]
    [InlineData("the key's \"inner\" characters")]
    [InlineData("cl\u00E9-\U0001F511")]
    public void Warning_OtherKeys_IsNull(string secret) => new WebhookSigningKey(secret).Warning.Should().BeNull();

    [Fact]
    public void Warning_NameWithALineEnd_StaysOnOneLine() =>
        new WebhookSigningKey(Secret + " ", "20\n26").Warning.Should().StartWith("The signing key '20\uFFFD26' ends with white space.");

    [Theory]
    [InlineData("", null)]
    [InlineData("\n", null)]
    [InlineData("\r\n", null)]
    [InlineData("\n\n", "\n")]
    [InlineData("\r\n\r\n", "\r\n")]
    [InlineData(" \n", " ")]
    [InlineData("\r", "\r")]
    public void FromFile_TextAfterTheKey_StripsOneLineEnd(string after, string? rest)
    {
        using var file = new KeyFile(Secret + after);

        var key = WebhookSigningKey.FromFile(file.Path, "2026");

        key.Name.Should().Be("2026");
        WebhookSignature.Compute("body"u8, key).Should().Be(WebhookSignature.Compute("body"u8, new WebhookSigningKey(Secret + rest)));
        (key.Warning is null).Should().Be(rest is null);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")] // Windows PowerShell 5 writes it.
    [InlineData("utf-16BE")]
    public void FromFile_ByteOrderMark_SelectsTheEncoding(string encoding)
    {
        using var file = new KeyFile(Secret + "\r\n", System.Text.Encoding.GetEncoding(encoding));

        var key = WebhookSigningKey.FromFile(file.Path);

        key.Name.Should().Be("default");
        key.Warning.Should().BeNull();
        WebhookSignature.Compute("body"u8, key).Should().Be(WebhookSignature.Compute("body"u8, new WebhookSigningKey(Secret)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\"\"\n")]
    public void FromFile_NoKey_ThrowsWithThePath(string text)
    {
        using var file = new KeyFile(text);

        FluentActions.Invoking(() => WebhookSigningKey.FromFile(file.Path)).Should().Throw<ArgumentException>()
            .WithParameterName("path")
            .WithMessage($"The file '{file.Path}' has no signing key. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks).*");
    }

    [Fact]
    public void FromFile_NoFile_Throws()
    {
        FluentActions.Invoking(() => WebhookSigningKey.FromFile(Path.Combine(Path.GetTempPath(), "no such file"))).Should().Throw<FileNotFoundException>();
        FluentActions.Invoking(() => WebhookSigningKey.FromFile(null!)).Should().Throw<ArgumentNullException>();
    }

    private sealed class KeyFile : IDisposable
    {
        public KeyFile(string text, System.Text.Encoding? encoding = null) => File.WriteAllText(Path, text, encoding ?? new System.Text.UTF8Encoding(false));

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
