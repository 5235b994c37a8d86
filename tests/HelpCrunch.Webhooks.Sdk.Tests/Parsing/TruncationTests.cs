using System.Text;
using System.Text.RegularExpressions;
using HelpCrunch.Webhooks.Sdk.Tests.Corpus;

namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

/// <summary>Bodies that are truncated or have an invalid byte, for each byte of the corpus.</summary>
public sealed partial class TruncationTests
{
    private static readonly Regex PlaceMessage = new(@"^(The body is not valid JSON at \$[\w.*\[\]]* \(line \d+, byte \d+\)\.|The body is not valid UTF-8 at \$[\w.*\[\]]* \(line \d+, byte \d+\)\. Pass the request's body as received\.|The body is nested too deeply at \$[\w.*\[\]]* \(line \d+, byte \d+\)\. HelpCrunch's bodies have 4 levels; raise MaxDepth if your bodies have more\.|The body is empty\. Pass the request's body as received, before anything else has read it\.|The body is not UTF-8; it looks like UTF-16\. Pass the request's body as received, or as a string\.)$");

    [Theory]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(PayloadFiles.All), MemberType = typeof(PayloadFiles))]
    public void Parse_TruncatedAtAnyByte_FailsWithoutQuotingTheBody(string file)
    {
        var body = PayloadFiles.Read(file);
        var end = body.AsSpan().TrimEnd(" \r\n\t"u8).Length;

        for (var cut = 0; cut < end; cut++)
        {
            var result = WebhookParser.Default.Parse(body.AsSpan(0, cut));
            if (result is WebhookParseResult.Success || result is WebhookParseResult.Failure { Error.Code: not WebhookParseErrorCode.InvalidJson })
            {
                // A scalar at the root, and a body with trailing content, are valid JSON before their end.
                file.Should().StartWith("Malformed/", "the body is not valid JSON when it is cut at byte {0}", cut);
                continue;
            }

            var error = ((WebhookParseResult.Failure)result).Error;
            PlaceMessage.IsMatch(error.Message).Should().BeTrue("the message for the cut at byte {0} is {1}", cut, error.Message);
            Offset(WithoutMark(body), error).Should().BeLessThanOrEqualTo(cut);
            error.ToString().Should().NotContainAny("Paul", "Anna", "@", "order", "Enterprise");
        }
    }

    [Theory]
    [Trait("Speed", "Slow")]
    [InlineData("Documented/chat.snoozed.json")]
    [InlineData("Documented/customer.email_updated.json")]
    [InlineData("Documented/message.chat.customer.json")]
    [InlineData("Quirks/envelope.unescaped-unicode.json")]
    public void Parse_InvalidUtf8AtAnyByte_FailsAtThatByte(string file)
    {
        var body = PayloadFiles.Read(file);
        for (var at = 0; at < body.Length; at++)
        {
            var broken = body.ToArray();
            broken[at] = 0xFF;
            if (at > 0 && (body[at] & 0xC0) == 0x80)
            {
                continue; // Inside a character: the error is at its first byte.
            }

            var error = Parsed.Error(broken);

            error.Code.Should().Be(WebhookParseErrorCode.InvalidJson);
            Offset(body, error).Should().Be(at);
            error.Message.Should().Be($"The body is not valid UTF-8 at {error.Path} (line {error.LineNumber}, byte {error.BytePositionInLine}). Pass the request's body as received.");
        }
    }

    private static byte[] WithoutMark(byte[] body) => body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? body[3..] : body;

    private static long Offset(byte[] body, WebhookParseError error)
    {
        var start = 0;
        for (var line = 0; line < error.LineNumber; line++)
        {
            start = Array.IndexOf(body, (byte)'\n', start) + 1;
        }

        return start + error.BytePositionInLine;
    }
}
