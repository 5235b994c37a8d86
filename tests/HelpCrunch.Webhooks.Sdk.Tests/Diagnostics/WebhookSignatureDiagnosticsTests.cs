using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using FluentAssertions.Specialized;
using static HelpCrunch.Webhooks.Sdk.WebhookSignatureCauses;

namespace HelpCrunch.Webhooks.Sdk.Tests.Diagnostics;

public sealed class WebhookSignatureDiagnosticsTests
{
    private const string Secret = "made-up signing key";

    private const string Signed = """{"event":"message.private","eventData":{"chat_id":5,"message":{"id":1,"text":"https:\/\/example.com\/caf\u00e9 \ud83d\ude00"}},"tags":[],"more":{},"id":"1"}""";

    private static readonly WebhookSigningKey Key = new(Secret);

    [Fact]
    public void Diagnose_ValidSignature_HasNoCause() =>
        Diagnose(Signed, Sign(Signed)).Should().Be(new WebhookSignatureDiagnosis(
            WebhookSignatureStatus.Valid,
            None,
            "default",
            "The signature is valid. The key 'default' matches."));

    [Theory]
    [InlineData("""["https:\/\/x\/caf\u00e9 \ud83d\ude00"]""", """["https://x/café 😀"]""")] // decoded and encoded again without escapes
    [InlineData("""["https:\/\/x\/caf\u00e9"]""", """["https://x/caf\u00e9"]""")] // only the slashes were undone
    [InlineData("""["https:\/\/x\/caf\u00e9"]""", """["https:\/\/x\/café"]""")] // only the letters were undone
    [InlineData("""["a<b>&'+\u00e9"]""", """["a\u003Cb\u003E\u0026\u0027\u002B\u00E9"]""")] // System.Text.Json's escapes
    [InlineData("""["\b\f\n\r\t\u0001\"\\\u007f"]""", """["\u0008\u000C\u000a\u000D\u0009\u0001\u0022\u005C\u007F"]""")] // like the next row, for characters that PHP does not escape
    [InlineData("""["\u00e9\u007f"]""", """["é\u007F"]""")] // U+007F is ASCII, so PHP does not escape it
    [InlineData("""["x\/\u2028"]""", "[\"x/\u2028\"]")] // a line separator
    [InlineData("""["https:\/\/x\/café"]""", """["https://x/caf\u00e9"]""")] // signed with JSON_UNESCAPED_UNICODE
    [InlineData("""["\/é\u2028\u2029"]""", "[\"/é\u2028\u2029\"]")] // JSON_UNESCAPED_UNICODE escapes line separators
    [InlineData("""["https://x/caf\u00e9"]""", """["https:\/\/x\/café"]""")] // signed with JSON_UNESCAPED_SLASHES
    [InlineData("""["https://x/café"]""", """["https:\/\/x\/caf\u00e9"]""")] // signed with both
    [InlineData("""{"a\/b":"\ud800","c":"\/"}""", """{"a/b":"\ud800","c":"/"}""")] // a lone surrogate does not change
    public void Diagnose_OtherStringEscapes_IsBodyReencoded(string original, string atHand)
    {
        // PHP does not escape U+007F, so the signed body contains the character.
        original = original.Replace("\\u007f", "\u007F");

        Diagnose(atHand, Sign(original)).Should().BeEquivalentTo(new { Status = WebhookSignatureStatus.Mismatch, Causes = BodyReencoded, KeyName = "default" });
    }

    [Theory]
    [InlineData("""{"a":[1,{"b":null}],"c":{},"d":[],"e":-1.50e3}""", "{ \"a\" : [ 1 , { \"b\" : null } ] ,\n\t\"c\":{ }, \"d\":[\n], \"e\":-1.50e3 }")] // formatted
    [InlineData("{\n    \"a\": [\n        1,\n        {\n            \"b\": null\n        }\n    ],\n    \"c\": {},\n    \"d\": []\n}", """{"a":[1,{"b":null}],"c":{},"d":[]}""")] // PHP's JSON_PRETTY_PRINT
    [InlineData("{\n  \"a\": [\n    true,\n    \"x\"\n  ]\n}", """{"a":[true,"x"]}""")] // two spaces
    [InlineData("""{"a": [1, 2], "b": {}}""", """{"a":[1,2],"b":{}}""")] // Python's
    public void Diagnose_OtherWhiteSpaceBetweenValues_IsBodyReformatted(string original, string atHand) =>
        Diagnose(atHand, Sign(original)).Should().BeEquivalentTo(new { Status = WebhookSignatureStatus.Mismatch, Causes = BodyReformatted, KeyName = "default" });

    [Theory]
    [InlineData("{}", "{}\n", TrailingNewlineChanged)] // an editor's line feed
    [InlineData("{}", "{}\r\n", TrailingNewlineChanged)]
    [InlineData("{}\n", "{}", TrailingNewlineChanged)]
    [InlineData("{\r\n}", "{\n}", LineEndingsChanged)]
    [InlineData("{\n}", "{\r\n}", LineEndingsChanged)]
    [InlineData("\n{}", "\r\n{}", LineEndingsChanged)] // at the very start
    [InlineData("\r\n{}", "\n{}", LineEndingsChanged)]
    [InlineData("\r{\n\n}\r", "\r{\r\n\n}\r", LineEndingsChanged)] // mixed
    [InlineData("{}", "\uFEFF{}", ByteOrderMarkChanged)]
    [InlineData("\uFEFF{}", "{}", ByteOrderMarkChanged)]
    [InlineData("not json", "not json\n", TrailingNewlineChanged)] // causes that do not need JSON are checked for any body
    public void Diagnose_BodySavedAsText_IsFound(string original, string atHand, WebhookSignatureCauses causes) =>
        Diagnose(atHand, Sign(original)).Should().BeEquivalentTo(new { Status = WebhookSignatureStatus.Mismatch, Causes = causes, KeyName = "default" });

    [Theory]
    [InlineData("gzip")]
    [InlineData("zlib")]
    public void Diagnose_CompressedBody_IsBodyCompressed(string format) =>
        WebhookSignatureDiagnostics.Diagnose(Compress(Signed, format), Sign(Signed), Key).Should().Be(new WebhookSignatureDiagnosis(
            WebhookSignatureStatus.Mismatch,
            BodyCompressed,
            "default",
            "The body is compressed. HelpCrunch signs the JSON before a proxy compresses it. Decompress the body before you verify it, in ASP.NET Core with "
            + "app.UseRequestDecompression(), or let the proxy not compress requests."));

    [Theory]
    [InlineData("gzip")]
    [InlineData("zlib")]
    public void Diagnose_CompressedBodyThatIsIncomplete_IsAdvised(string format) =>
        WebhookSignatureDiagnostics.Diagnose(Compress(Signed, format).AsSpan(0, 20), Sign(Signed), Key).Should().Match<WebhookSignatureDiagnosis>(
            diagnosis => diagnosis.Causes == None && diagnosis.Advice.Contains("The body is compressed."));

    [Fact]
    public void Diagnose_CompressedBodyThatIsVeryLarge_IsNotDecompressed() =>
        WebhookSignatureDiagnostics.Diagnose(Compress(new string(' ', 5_000_000), "gzip"), Sign(new string(' ', 5_000_000)), Key).Should().Match<WebhookSignatureDiagnosis>(
            diagnosis => diagnosis.Causes == None && diagnosis.Advice.Contains("The body is compressed."));

    [Theory]
    [InlineData(" " + Secret, KeyHasSurroundingCharacters)]
    [InlineData(Secret + "\r\n", KeyHasSurroundingCharacters)]
    [InlineData("\"" + Secret + "\"", KeyHasSurroundingCharacters)] // an .env file's quotes
    [InlineData("\uFEFF" + Secret, KeyHasSurroundingCharacters)]
    [InlineData("\u00A0" + Secret + "\u200B", KeyHasSurroundingCharacters)]
    [InlineData("\u201E" + Secret + "\u201C", KeyHasSurroundingCharacters)]
    [InlineData("\u200E" + Secret + "\uFE0F", KeyHasSurroundingCharacters)]
    [InlineData("made\u00AD-up signing\u200B key", KeyHasSurroundingCharacters)] // Invisible characters in the key.
    [InlineData("6d6164652d7570207369676e696e67206b6579", KeyIsHex)]
    [InlineData("6D6164652D7570207369676E696E67206B6579", KeyIsHex)]
    [InlineData("bWFkZS11cCBzaWduaW5nIGtleQ==", KeyIsBase64)]
    [InlineData("bWFkZS11cCBzaWduaW5nIGtleQ", KeyIsBase64)]
    [InlineData(" 6d6164652d7570207369676e696e67206b6579\n", KeyHasSurroundingCharacters | KeyIsHex)]
    [InlineData("'bWFkZS11cCBzaWduaW5nIGtleQ=='", KeyHasSurroundingCharacters | KeyIsBase64)]
    public void Diagnose_KeyStoredInAnotherForm_IsFound(string secret, WebhookSignatureCauses causes) =>
        WebhookSignatureDiagnostics.Diagnose(Utf8(Signed), Sign(Signed), new WebhookSigningKey(secret, "stored"))
            .Should().BeEquivalentTo(new { Status = WebhookSignatureStatus.Mismatch, Causes = causes, KeyName = "stored" });

    [Theory]
    [InlineData(" {0}", HeaderHasSurroundingCharacters)]
    [InlineData("{0}\n", HeaderHasSurroundingCharacters)]
    [InlineData("\"{0}\"", HeaderHasSurroundingCharacters)]
    [InlineData("sha1={0}", HeaderHasPrefix)]
    [InlineData("HMAC-SHA1: {0}", HeaderHasPrefix)]
    [InlineData(" 'sha1={0}'", HeaderHasSurroundingCharacters | HeaderHasPrefix)]
    public void Diagnose_HeaderWithMoreThanTheSignature_IsFound(string header, WebhookSignatureCauses causes) =>
        Diagnose(Signed, header.Replace("{0}", Sign(Signed))).Should().BeEquivalentTo(new { Status = WebhookSignatureStatus.Malformed, Causes = causes, KeyName = "default" });

    [Fact]
    public void Diagnose_Base64Header_IsFound()
    {
        // A body whose signature has both characters in which the base64 alphabets differ.
        var (body, header) = Enumerable.Range(0, 1_000)
            .Select(number => (Body: $"[{number}]", Header: Convert.ToBase64String(HMACSHA1.HashData(Utf8(Secret), Utf8($"[{number}]")))))
            .First(pair => pair.Header.Contains('+') && pair.Header.Contains('/'));

        Diagnose(body, header).Causes.Should().Be(HeaderIsBase64);
        Diagnose(body, header.TrimEnd('=').Replace('+', '-').Replace('/', '_')).Causes.Should().Be(HeaderIsBase64);
        Diagnose(body, "sha1=" + header).Causes.Should().Be(HeaderIsBase64 | HeaderHasPrefix);
    }

    [Fact]
    public void Diagnose_Sha256Header_IsFound()
    {
        var hash = HMACSHA256.HashData(Utf8(Secret), Utf8(Signed));

        Diagnose(Signed, Convert.ToHexString(hash)).Causes.Should().Be(HeaderIsSha256);
        Diagnose(Signed, "sha256=" + Convert.ToHexStringLower(hash)).Causes.Should().Be(HeaderIsSha256 | HeaderHasPrefix);
        Diagnose(Signed, Convert.ToBase64String(hash)).Causes.Should().Be(HeaderIsSha256 | HeaderIsBase64);
    }

    [Fact]
    public void Diagnose_SecondKey_IsValidAndNonPrimary() =>
        WebhookSignatureDiagnostics.Diagnose(Utf8(Signed), Sign(Signed), new WebhookSigningKey("new", "2026"), new WebhookSigningKey(Secret, "2025"))
            .Should().Be(new WebhookSignatureDiagnosis(
                WebhookSignatureStatus.Valid,
                NonPrimaryKey,
                "2025",
                "The body was signed with the key '2025', which is not the first one. Use that key, or pass both keys to the verifier while the key is being replaced."));

    [Theory]
    [InlineData("YWJj!", "abc")] // base64 up to its last character
    [InlineData("====", "")] // base64 of nothing
    public void Diagnose_KeyThatDoesNotEncodeAnother_IsUnexplained(string secret, string another)
    {
        var header = Convert.ToHexString(HMACSHA1.HashData(Utf8(another), Utf8(Signed)));

        WebhookSignatureDiagnostics.Diagnose(Utf8(Signed), header, new WebhookSigningKey(secret)).IsExplained.Should().BeFalse();
    }

    [Theory]
    [InlineData(" " + Secret, "sha1=", "\n", KeyHasSurroundingCharacters | HeaderHasPrefix | TrailingNewlineChanged)]
    [InlineData(" bWFkZS11cCBzaWduaW5nIGtleQ", " ", "", KeyHasSurroundingCharacters | KeyIsBase64 | HeaderHasSurroundingCharacters)]
    public void Diagnose_SeveralCauses_AreAllFound(string secret, string beforeHeader, string behindBody, WebhookSignatureCauses causes) =>
        WebhookSignatureDiagnostics.Diagnose(Utf8(Signed + behindBody), beforeHeader + Sign(Signed), new WebhookSigningKey(secret)).Causes.Should().Be(causes);

    [Theory]
    [InlineData("{\r\n  \"a\": \"x/é\"\r\n}\r\n", """{"a":"x\/\u00e9"}""", BodyReencoded | BodyReformatted)] // a formatted fixture file
    [InlineData("\uFEFF{\"a\": \"x/é\"}", """{"a":"x\/\u00e9"}""", BodyReencoded | BodyReformatted | ByteOrderMarkChanged)]
    [InlineData("{ \"a\": \"x/é\" }\n", "{ \"a\": \"x\\/\\u00e9\" }", BodyReencoded | TrailingNewlineChanged)] // the white space is that of the signed body
    [InlineData("{\"a\":[1]}", "{\r\n    \"a\": [\r\n        1\r\n    ]\r\n}\r\n", BodyReformatted | TrailingNewlineChanged | LineEndingsChanged)]
    public void Diagnose_BodyChangedInSeveralWays_NamesTheFewest(string atHand, string original, WebhookSignatureCauses causes) =>
        Diagnose(atHand, Sign(original)).Causes.Should().Be(causes);

    [Fact]
    public void Diagnose_SecondKeyAndChangedBody_BothAreFound()
    {
        var diagnosis = WebhookSignatureDiagnostics.Diagnose(
            Utf8(Signed.Replace("\\/", "/")), Sign(Signed), new WebhookSigningKey("new", "2026"), new WebhookSigningKey(Secret + "\n", "2025"));

        diagnosis.Should().Be(new WebhookSignatureDiagnosis(
            WebhookSignatureStatus.Mismatch,
            BodyReencoded | KeyHasSurroundingCharacters | NonPrimaryKey,
            "2025",
            "The body was decoded and encoded again, so its strings are escaped differently. HelpCrunch writes '/' as '\\/' and 'é' as '\\u00e9'. Verify the bytes of the request before any code decodes, parses or logs them. "
            + "The key '2025' has white space or quotation marks around it, or invisible characters, such as a byte order mark. Remove them where the key is stored. "
            + "The body was signed with the key '2025', which is not the first one. Use that key, or pass both keys to the verifier while the key is being replaced."));
    }

    [Theory]
    [InlineData("[1, 2]", "[1,2]", "The white space outside the strings of the JSON differs. The body was parsed and formatted again, or an editor changed it. Verify the bytes of the request before any code decodes, parses or logs them.")]
    [InlineData("[]", "[] \n", "The white space outside the strings of the JSON differs. The body was parsed and formatted again, or an editor changed it. Verify the bytes of the request before any code decodes, parses or logs them.")]
    [InlineData("[]", "[]\n", "A newline at the end of the body was added or removed. Editors and shells do that. Save and pass the bytes of the body as received.")]
    [InlineData("[\r\n]", "[\n]", "The line endings of the body were changed between CRLF and LF. Version control and text mode do that. Save and pass the bytes of the body as received.")]
    [InlineData("[]", "\uFEFF[]", "A UTF-8 byte order mark was added to the body or removed from it. Reading and writing text files does that. Save and pass the bytes of the body as received.")]
    public void Diagnose_ChangedBody_GivesAdvice(string original, string atHand, string advice) =>
        Diagnose(atHand, Sign(original)).Advice.Should().Be(advice);

    [Theory]
    [InlineData("6d6164652d7570207369676e696e67206b6579", "The key 'stored' is the hexadecimal text of the key that signed the body. Store the key as HelpCrunch shows it. It is used as plain text.")]
    [InlineData("bWFkZS11cCBzaWduaW5nIGtleQ==", "The key 'stored' is the base64 text of the key that signed the body. Store the key as HelpCrunch shows it. It is used as plain text.")]
    public void Diagnose_KeyStoredInAnotherForm_GivesAdvice(string secret, string advice) =>
        WebhookSignatureDiagnostics.Diagnose(Utf8(Signed), Sign(Signed), new WebhookSigningKey(secret, "stored")).Advice.Should().Be(advice);

    [Fact]
    public void Diagnose_HeaderInAnotherForm_GivesAdvice()
    {
        var base64 = Convert.ToBase64String(Convert.FromHexString(Sign(Signed)));

        Diagnose(Signed, $" sha1={base64}").Advice.Should().Be(
            "The header has white space or quotes around it. Pass its value without them. "
            + "The header has a prefix, such as 'sha1='. HelpCrunch does not send a prefix. Find out what adds it, or which other code sent the request. "
            + "The header is base64. HelpCrunch sends 40 hexadecimal characters. Find out which other code signed the request, such as a test.");
    }

    [Fact]
    public void Diagnose_TwoExplanations_NamesTheOneOfFewerCauses()
    {
        var hexWithSpace = new WebhookSigningKey(" 6d6164652d7570207369676e696e67206b6579", "first");

        WebhookSignatureDiagnostics.Diagnose(Utf8(Signed + "\n"), Sign(Signed), hexWithSpace, new WebhookSigningKey(Secret, "second"))
            .Should().BeEquivalentTo(new { Causes = TrailingNewlineChanged | NonPrimaryKey, KeyName = "second" });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void Diagnose_NoHeader_ReportsTheMissingHeader(string? header) =>
        Diagnose(Signed, header).Should().Be(new WebhookSignatureDiagnosis(
            WebhookSignatureStatus.Missing,
            None,
            null,
            "The request has no header X-HelpCrunch-Signature. HelpCrunch sends it with every webhook. Find out whether a proxy removes it, or whether the request is from HelpCrunch at all."));

    [Theory]
    [InlineData("att73h99zvs9ipdmaj2rmr4oi5jhtwubs6q6tfwr")] // the page's placeholder
    [InlineData("gggggggggggggggggggggggggggggggggggggggg")]
    public void Diagnose_HeaderThatIsNotASignature_ReportsTheMalformedHeader(string header) =>
        Diagnose(Signed, header).Should().Be(new WebhookSignatureDiagnosis(
            WebhookSignatureStatus.Malformed,
            None,
            null,
            "The header is not a signature. It has 40 characters, but it is neither 40 hexadecimal characters nor a hash in another known format. The sample in HelpCrunch's documentation is such a placeholder."));

    [Fact]
    public void Diagnose_SignatureOfAnotherBody_IsUnexplained()
    {
        var diagnosis = Diagnose(Signed, Sign("{}"));

        diagnosis.IsExplained.Should().BeFalse();
        diagnosis.Should().Be(new WebhookSignatureDiagnosis(
            WebhookSignatureStatus.Mismatch,
            None,
            null,
            "No known cause explains the signature. Other causes: the key is from another account, or it was changed in HelpCrunch; the header is from another delivery (each retry has its own signature); or the body was changed in a way that cannot be reverted, such as another order of properties."));
    }

    [Fact]
    public void Diagnose_EmptyBody_GivesAdvice() =>
        Diagnose([], Sign("{}")).Should().Be(new WebhookSignatureDiagnosis(
            WebhookSignatureStatus.Mismatch,
            None,
            null,
            "The body is empty. Other code read the request body first. Verify before that code runs, or enable buffering and rewind the body."));

    [Fact]
    public void Diagnose_Sha256OfAnotherBody_NamesTheAlgorithm() =>
        Diagnose(Signed, Convert.ToHexString(HMACSHA256.HashData(Utf8(Secret), Utf8("{}")))).Should().BeEquivalentTo(new
        {
            Status = WebhookSignatureStatus.Malformed,
            Causes = None,
            KeyName = (string?)null,
            Advice = "No known cause explains the signature. The header was computed with HMAC-SHA256. HelpCrunch uses HMAC-SHA1. Find out which other code signed the request, such as a test. Other causes: the key is from another account, or it was changed in HelpCrunch; the header is from another delivery (each retry has its own signature); or the body was changed in a way that cannot be reverted, such as another order of properties.",
        });

    [Fact]
    public void Diagnose_PaddedSha256OfAnotherBody_ReportsBothInOneLine() =>
        Diagnose(Signed, $" {Convert.ToHexString(HMACSHA256.HashData(Utf8(Secret), Utf8("{}")))}").Advice.Should().StartWith(
            "No known cause explains the signature. The header has white space or quotes around it. Pass its value without them. The header was computed with HMAC-SHA256.");

    [Fact]
    public void Diagnose_AnyOutcome_ShowsNeitherKeyNorSignatureNorBody()
    {
        var keyInHex = Convert.ToHexStringLower(Utf8(Secret));
        WebhookSignatureDiagnosis[] diagnoses =
        [
            Diagnose(Signed, Sign(Signed)),
            Diagnose(Signed + "\n", Sign(Signed)),
            Diagnose(Signed, Sign("{}")),
            WebhookSignatureDiagnostics.Diagnose(Utf8(Signed), Sign(Signed), new WebhookSigningKey(keyInHex)),
        ];

        diagnoses.Should().AllSatisfy(diagnosis => diagnosis.ToString().Should()
            .NotContain(Secret).And.NotContain(keyInHex).And.NotContain(Sign(Signed)).And.NotContain(Sign(Signed + "\n")).And.NotContain("example.com"));
    }

    [Fact]
    public void Diagnose_HostileBodies_DoesNotThrow()
    {
        byte[][] bodies =
        [
            [],
            [0xEF, 0xBB, 0xBF],
            [0xFF, 0xFE, 0x7B, 0x00],
            [.. Utf8("{\"a\":\""), 0xC3, 0x28, .. Utf8("\"}")],
            Utf8(new string('[', 100_000)),
            Utf8(new string('[', 200) + new string(']', 200)),
            Utf8("[" + string.Concat(Enumerable.Repeat("[[],", 200)) + "1" + new string(']', 201)),
            Utf8("{\"\\ud800\":1}"),
            Utf8("\n\r\n\r"),
        ];

        foreach (var body in bodies)
        {
            Diagnose(body, Sign("something else")).IsExplained.Should().BeFalse();
        }
    }

    [Fact]
    public void Diagnose_LargeBody_ReportsThatItTriedAPart()
    {
        var body = "[\"" + new string('/', 4_000_000) + "\"]";

        Diagnose(body, Sign("something else")).Advice.Should().StartWith("No known cause was found, but the body is so large that not all combinations were tried. Try a smaller body.");
        Diagnose(body + "\n", Sign(body)).Causes.Should().Be(TrailingNewlineChanged);
    }

    [Fact]
    public void Diagnose_LongStringWithOtherEscapes_IsBodyReencoded()
    {
        var original = "[\"" + string.Concat(Enumerable.Repeat("\\u00e9", 2_000)) + "\"]"; // Three times as long as the received body.

        Diagnose("[\"" + new string('é', 2_000) + "\"]", Sign(original)).Causes.Should().Be(BodyReencoded);
    }

    [Fact]
    public void Diagnose_LargeBodyAndManyKeys_ReportsThatItTriedAPart()
    {
        var keys = Enumerable.Range(0, 80).Select(number => new WebhookSigningKey($"key of account {number}"));

        WebhookSignatureDiagnostics.Diagnose(new byte[1024 * 1024], Sign("something else"), keys)
            .Advice.Should().StartWith("No known cause was found, but the body is so large that not all combinations were tried.");
    }

    [Fact]
    public void Diagnose_NestedBodyThatExpands_StopsAtTheLimit()
    {
        // Indented, it has 400 spaces before each value. A hostile body could expand to gigabytes.
        const int Depth = 200;
        var values = Enumerable.Repeat("1", 5_000).ToArray();
        var compact = new string('[', Depth) + string.Join(",", values) + new string(']', Depth);
        var indented = string.Concat(Enumerable.Range(0, Depth).Select(depth => "[\n" + new string(' ', (depth + 1) * 2)))
            + string.Join(",\n" + new string(' ', Depth * 2), values)
            + string.Concat(Enumerable.Range(0, Depth).Select(depth => "\n" + new string(' ', (Depth - 1 - depth) * 2) + "]"));

        Diagnose(indented, Sign(compact)).Causes.Should().Be(BodyReformatted);
        Diagnose(compact, Sign(indented)).IsExplained.Should().BeFalse();
    }

    [Theory]
    [InlineData("=")]
    [InlineData("sha1=")]
    [InlineData("sha1==")]
    [InlineData("::::")]
    [InlineData("\"\"")]
    [InlineData("\0\uD800")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAA=AAAA")]
    [InlineData("ÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀ")]
    public void Diagnose_UnusualHeader_DoesNotThrow(string header) => Diagnose(Signed, header).IsExplained.Should().BeFalse();

    [Fact]
    public void Diagnose_VeryLongHeader_IsNotASignature()
    {
        Diagnose(Signed, new string(' ', 160) + Sign(Signed)).Causes.Should().Be(HeaderHasSurroundingCharacters);
        Diagnose(Signed, new string(' ', 161) + Sign(Signed)).IsExplained.Should().BeFalse();
        Diagnose(Signed, new string(' ', 1_000_000) + Sign(Signed)).Should().BeEquivalentTo(new { Status = WebhookSignatureStatus.Malformed, IsExplained = false });
    }

    [Fact]
    public void Diagnose_NoKeys_ThrowsInvalidOperationException() =>
        FluentActions.Invoking(() => WebhookSignatureDiagnostics.Diagnose(Utf8(Signed), Sign(Signed), [])).Should().Throw<InvalidOperationException>();

    [Fact]
    public void Diagnose_NullKey_ThrowsArgumentNullException()
    {
        Throws(() => WebhookSignatureDiagnostics.Diagnose(Utf8(Signed), Sign(Signed), (IEnumerable<WebhookSigningKey>)null!)).WithParameterName("keys");
        Throws(() => WebhookSignatureDiagnostics.Diagnose(Utf8(Signed), Sign(Signed), [null!])).WithParameterName("keys");
        Throws(() => WebhookSignatureDiagnostics.Diagnose(Utf8(Signed), Sign(Signed), (WebhookSigningKey)null!)).WithParameterName("key");
        Throws(() => WebhookSignatureDiagnostics.Diagnose(Utf8(Signed), Sign(Signed), Key, null!)).WithParameterName("otherKeys");

        static ExceptionAssertions<ArgumentNullException> Throws(Func<WebhookSignatureDiagnosis> diagnose) => diagnose.Should().Throw<ArgumentNullException>();
    }

    private static WebhookSignatureDiagnosis Diagnose(string body, string? header) => Diagnose(Utf8(body), header);

    private static WebhookSignatureDiagnosis Diagnose(byte[] body, string? header) => WebhookSignatureDiagnostics.Diagnose(body, header, Key);

    private static string Sign(string body) => WebhookSignature.Compute(Utf8(body), Key);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Compress(string text, string format)
    {
        using var compressed = new MemoryStream();
        byte[] zlibHeader = [0x78, 0x9C];
        compressed.Write(zlibHeader, 0, format == "zlib" ? 2 : 0);
        using (Stream compressor = format == "gzip"
            ? new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true)
            : new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            compressor.Write(Utf8(text), 0, Utf8(text).Length);
        }

        return compressed.ToArray();
    }
}
