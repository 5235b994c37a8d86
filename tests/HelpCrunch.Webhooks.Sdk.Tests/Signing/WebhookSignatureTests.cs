using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Tests.Signing;

public sealed class WebhookSignatureTests
{
    // Computed with: printf '%s' "$BODY" | openssl dgst -sha1 -hmac 'k3y-of-HelpCrunch_ü'
    private const string Signature = "7e74db289f1a248b7aab900ed9035f6269dc3525";

    private static readonly WebhookSigningKey Key = new("k3y-of-HelpCrunch_ü");

    private static ReadOnlySpan<byte> Body =>
        """{"event":"chat.new","eventData":{"chat_id":7,"customer":{"id":1,"name":"Zo\u00eb \/ team"}},"attempts":0,"lastAttemptAt":1607542030,"createdAt":1607542030,"id":"w-1"}"""u8;

    [Fact]
    public void HeaderName_Value_IsAsDocumented() => WebhookSignature.HeaderName.Should().Be("X-HelpCrunch-Signature");

    [Fact]
    public void Compute_Body_IsTheResultOfOpenSsl() => WebhookSignature.Compute(Body, Key).Should().Be(Signature);

    [Fact]
    public void Compute_Rfc2202Case2_IsItsDigest() =>
        WebhookSignature.Compute("what do ya want for nothing?"u8, new WebhookSigningKey("Jefe")).Should().Be("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");

    [Fact]
    public void Compute_Rfc2202Case4_IsItsDigest()
    {
        // Bytes 1 to 25: text in UTF-8, unlike the other keys of the RFC, and not all white space.
        var key = new WebhookSigningKey(string.Concat(Enumerable.Range(1, 25).Select(code => (char)code)));
        var body = Enumerable.Repeat((byte)0xCD, 50).ToArray();

        WebhookSignature.Compute(body, key).Should().Be("4c9007f4026250c6bc8414f9bf50c86c2d7235da");
    }

    [Fact]
    public void Compute_EmptyBody_HasASignature()
    {
        var signature = WebhookSignature.Compute([], Key);

        signature.Should().MatchRegex("^[0-9a-f]{40}$");
        WebhookSignature.Verify([], signature, Key).Should().Be(WebhookSignatureStatus.Valid);
    }

    [Theory]
    [InlineData(Signature)]
    [InlineData("7E74DB289F1A248B7AAB900ED9035F6269DC3525")]
    [InlineData("7e74DB289f1A248b7Aab900eD9035F6269dC3525")]
    public void Verify_HexOfEitherCase_IsValid(string header) => WebhookSignature.Verify(Body, header, Key).Should().Be(WebhookSignatureStatus.Valid);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\t\r\n")]
    public void Verify_NoHeader_IsMissing(string? header) => WebhookSignature.Verify(Body, header, Key).Should().Be(WebhookSignatureStatus.Missing);

    [Theory]
    [InlineData("7e74db289f1a248b7aab900ed9035f6269dc352")] // 39 characters.
    [InlineData("7e74db289f1a248b7aab900ed9035f6269dc35250")] // 41.
    [InlineData("7e74db289f1a248b7aab900ed9035f6269dc352g")] // Not a hexadecimal digit at the end,
    [InlineData("g e74db289f1a248b7aab900ed9035f6269dc3525")] // at the start,
    [InlineData("7e74db289f1a248b7aab-00ed9035f6269dc3525")] // in the middle.
    [InlineData("sha1=7e74db289f1a248b7aab900ed9035f6269dc3525")] // With a prefix, as other services send it.
    [InlineData("sha1=7e74db289f1a248b7aab900ed9035f6269dc")] // With a prefix, 40 characters in total.
    [InlineData("7e74db289f1a248b7aab900ed9035f6269dc3525,7e74db289f1a248b7aab900ed9035f6269dc3525")] // Two values, joined by a proxy.
    [InlineData("7e74db289f1a248b7aab900ed9035f6269dc3525, ")]
    [InlineData(" 7e74db289f1a248b7aab900ed9035f6269dc3525")] // Surrounding white space, which HTTP servers trim.
    [InlineData("7e74db289f1a248b7aab900ed9035f6269dc3525 ")]
    [InlineData("7e74db289f1a248b7aab900ed9035f6269dc3525\n")]
    [InlineData("\u0037e74db289f1a248b7aab900ed9035f6269dc352\uFF15")] // A full-width digit.
    [InlineData("7e74db289f1a248b7aab900ed9035f6269dc352\u0665")] // An Arabic-Indic digit.
    [InlineData("7e74db289f1a248b7aab900ed9035f6269dc352\u0135")] // The low byte of the character is a digit.
    [InlineData("7e74db289f1a248b7aab900ed9035f6269dc352\0")]
    [InlineData("\ud800e74db289f1a248b7aab900ed9035f6269dc3525")] // A lone surrogate.
    [InlineData("att73h99zvs9ipdmaj2rmr4oi5jhtwubs6q6tfwr")] // The placeholder of the documentation: 40 characters, not hexadecimal.
    [InlineData("fnTbKJ8aJIt6q5AO2QNfYmncNSU=")] // Base64.
    [InlineData("@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@")] // Next to the letters in ASCII,
    [InlineData("GGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGG")]
    [InlineData("````````````````````````````````````````")]
    [InlineData("////////////////////////////////////////")] // and next to the digits.
    [InlineData("::::::::::::::::::::::::::::::::::::::::")]
    public void Verify_NotASignature_IsMalformed(string header) => WebhookSignature.Verify(Body, header, Key).Should().Be(WebhookSignatureStatus.Malformed);

    [Fact]
    public void Verify_OneBitOfTheBodyFlipped_IsAMismatch()
    {
        var body = Body.ToArray();
        for (var bit = 0; bit < body.Length * 8; bit++)
        {
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            WebhookSignature.Verify(body, Signature, Key).Should().Be(WebhookSignatureStatus.Mismatch, "bit {0} differs", bit);
            body[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        WebhookSignature.Verify(body, Signature, Key).Should().Be(WebhookSignatureStatus.Valid);
    }

    [Fact]
    public void Verify_OneBitOfTheSignatureFlipped_IsAMismatch()
    {
        var hash = Convert.FromHexString(Signature);
        for (var bit = 0; bit < hash.Length * 8; bit++)
        {
            hash[bit / 8] ^= (byte)(1 << (bit % 8));
            WebhookSignature.Verify(Body, Convert.ToHexStringLower(hash), Key).Should().Be(WebhookSignatureStatus.Mismatch, "bit {0} differs", bit);
            hash[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Verify_ReserializedBody_IsAMismatch()
    {
        var again = Encoding.UTF8.GetString(Body).Replace("\\/", "/", StringComparison.Ordinal);

        WebhookSignature.Verify(Encoding.UTF8.GetBytes(again), Signature, Key).Should().Be(WebhookSignatureStatus.Mismatch, "the signature covers PHP's escapes");
    }

    [Theory]
    [InlineData("k3y-of-HelpCrunch_u")] // Another letter.
    [InlineData("k3y-of-HelpCrunch_ü ")] // A space that was copied with the key.
    [InlineData("K3y-of-HelpCrunch_ü")]
    public void Verify_AnotherKey_IsAMismatch(string secret) =>
        WebhookSignature.Verify(Body, Signature, new WebhookSigningKey(secret)).Should().Be(WebhookSignatureStatus.Mismatch);

    [Fact]
    public void ComputeAndVerify_NullKey_Throw()
    {
        FluentActions.Invoking(() => WebhookSignature.Compute([], null!)).Should().Throw<ArgumentNullException>().WithParameterName("key");
        FluentActions.Invoking(() => WebhookSignature.Verify([], Signature, null!)).Should().Throw<ArgumentNullException>().WithParameterName("key");
    }

    [Fact]
    public void Default_OfEverySecurityEnum_IsNotValid()
    {
        default(WebhookSignatureStatus).Should().Be(WebhookSignatureStatus.Missing);
        default(WebhookSignatureVerification).IsValid.Should().BeFalse();
        default(WebhookSignatureVerification).KeyName.Should().BeNull();
        Enum.GetValues<WebhookSignatureStatus>().Where(status => new WebhookSignatureVerification(status, null).IsValid)
            .Should().Equal(WebhookSignatureStatus.Valid);
    }
}
