using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

public sealed class SignatureTargetTests
{
    [Theory]
    [InlineData("{sha1}")]
    [InlineData("0123456789abcdef0123456789abcdef01234567")]
    [InlineData("sha1={sha1}")]
    [InlineData("")]
    [InlineData("»private«")]
    public void Examine_LibraryAsItIs_FindsNothing(string header) =>
        PromiseBrokenBy(header, (body, sent, key) => WebhookSignature.Verify(body, sent, key)).Should().BeNull();

    [Theory]
    [InlineData("{sha1}", WebhookSignatureStatus.Mismatch)]
    [InlineData("0123456789abcdef0123456789abcdef01234567", WebhookSignatureStatus.Valid)]
    [InlineData("sha1={sha1}", WebhookSignatureStatus.Valid)]
    [InlineData("", WebhookSignatureStatus.Valid)]
    public void Examine_WrongStatus_IsFound(string header, WebhookSignatureStatus status) =>
        PromiseBrokenBy(header, (_, _, _) => status).Should().Be("Only the 40 hexadecimal characters of the HMAC-SHA1 are valid.");

    [Fact]
    public void Examine_VerificationThatThrows_IsFound() =>
        PromiseBrokenBy("{sha1}", (_, _, _) => throw new IOException()).Should().Be("No header makes the verification or the diagnostics throw.");

    private static string? PromiseBrokenBy(string header, Func<byte[], string, WebhookSigningKey, WebhookSignatureStatus> verify) =>
        new SignatureTarget(verify).Examine(Encoding.UTF8.GetBytes($"{header}\0made-up-signing-key\0»private«"))?.Promise;
}
