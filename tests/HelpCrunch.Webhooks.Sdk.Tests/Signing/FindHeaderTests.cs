using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Tests.Signing;

/// <summary>Serverless hosts pass headers as dictionaries that are case-sensitive.</summary>
public sealed class FindHeaderTests
{
    [Theory]
    [InlineData("X-HelpCrunch-Signature")] // A REST API and most proxies keep the case.
    [InlineData("x-helpcrunch-signature")] // HTTP/2, HTTP APIs and load balancers write lower case.
    [InlineData("X-Helpcrunch-Signature")] // Go writes each word with a capital.
    [InlineData("X-HELPCRUNCH-SIGNATURE")]
    public void FindHeader_DictionaryWithAnyCase_IsTheValue(string name)
    {
        IDictionary<string, string> headers = new Dictionary<string, string> { ["Host"] = "example.com", [name] = "abc" };
        IReadOnlyDictionary<string, string> readOnly = new Dictionary<string, string>(headers);
        IDictionary<string, IList<string>> lists = new Dictionary<string, IList<string>> { ["Host"] = ["example.com"], [name] = ["abc"] };
        var arrays = new Dictionary<string, string[]> { [name] = ["abc"] };
        IEnumerable<KeyValuePair<string, IEnumerable<string>>> httpHeaders = [new("Host", ["example.com"]), new(name, ["abc"])];

        WebhookSignature.FindHeader(headers).Should().Be("abc");
        WebhookSignature.FindHeader(readOnly).Should().Be("abc");
        WebhookSignature.FindHeader(lists).Should().Be("abc");
        WebhookSignature.FindHeader(arrays).Should().Be("abc");
        WebhookSignature.FindHeader(httpHeaders).Should().Be("abc");
    }

    [Fact]
    public void FindHeader_NoHeaders_IsNull()
    {
        WebhookSignature.FindHeader((IDictionary<string, string>?)null).Should().BeNull("a load balancer with multi-value headers passes null");
        WebhookSignature.FindHeader((IDictionary<string, IList<string>>?)null).Should().BeNull();
        WebhookSignature.FindHeader(new Dictionary<string, string> { ["X-HelpCrunch"] = "abc" }).Should().BeNull();
        WebhookSignature.FindHeader(new Dictionary<string, string[]> { ["Signature"] = ["abc"] }).Should().BeNull();
        WebhookSignature.FindHeader(new Dictionary<string, string[]> { [WebhookSignature.HeaderName] = [] }).Should().BeNull();
        WebhookSignature.FindHeader(new Dictionary<string, string[]?> { [WebhookSignature.HeaderName] = null }).Should().BeNull();
    }

    [Fact]
    public void FindHeader_NullBesideAValue_IsTheValue()
    {
        WebhookSignature.FindHeader(new Dictionary<string, string?[]> { [WebhookSignature.HeaderName] = ["abc", null] }).Should().Be("abc");
        WebhookSignature.FindHeader(new Dictionary<string, string?[]> { [WebhookSignature.HeaderName] = [null, "abc"] }).Should().Be("abc");
    }

    [Fact]
    public void FindHeader_SeveralValues_DoNotVerify()
    {
        var key = new WebhookSigningKey("made-up-signing-key");
        var body = Encoding.UTF8.GetBytes("{}");
        var signature = WebhookSignature.Compute(body, key);
        var cases = new Dictionary<string, string> { ["X-HelpCrunch-Signature"] = signature, ["x-helpcrunch-signature"] = "forged" };
        var values = new Dictionary<string, string[]> { [WebhookSignature.HeaderName] = [signature, signature] };

        foreach (var found in (string?[])[WebhookSignature.FindHeader(cases), WebhookSignature.FindHeader(values)])
        {
            found.Should().StartWith(signature + ",");
            WebhookSignature.Verify(body, found, key).Should().Be(WebhookSignatureStatus.Malformed);
        }
    }

    [Fact]
    public void FindHeader_BodyOfALambdaFunction_Verifies()
    {
        var key = new WebhookSigningKey("made-up-signing-key");
        var body = Encoding.UTF8.GetBytes("""{"event":"chat.new","eventData":{"chat_id":1,"note":"ü"},"id":"e-1"}""");
        IDictionary<string, string> headers = new Dictionary<string, string> { ["x-helpcrunch-signature"] = WebhookSignature.Compute(body, key) };

        var decoded = Convert.FromBase64String(Convert.ToBase64String(body));

        WebhookSignature.Verify(decoded, WebhookSignature.FindHeader(headers), key).Should().Be(WebhookSignatureStatus.Valid);
    }
}
