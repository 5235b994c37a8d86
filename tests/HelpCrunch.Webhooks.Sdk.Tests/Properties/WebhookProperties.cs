using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Properties;

public class WebhookProperties
{
    private static readonly Gen<int> Seed = Gen.Choose(0, int.MaxValue);

    [Fact]
    public void Parse_WrittenEvent_IsThatEvent()
    {
        var seen = new HashSet<string>();

        Property.Holds(Some.Event, webhookEvent =>
        {
            seen.Add(webhookEvent.EventType);
            var written = JsonSerializer.SerializeToUtf8Bytes(webhookEvent);
            var read = WebhookParser.Default.Parse(written).GetEventOrThrow();

            read.Equals(webhookEvent).Should().BeTrue("it was written as {0}", Encoding.UTF8.GetString(written));
            read.GetHashCode().Should().Be(webhookEvent.GetHashCode());
            JsonSerializer.SerializeToUtf8Bytes(read).Should().Equal(written);
            JsonSerializer.Deserialize<WebhookEvent>(written)!.Equals(webhookEvent).Should().BeTrue();
        });

        seen.Should().BeEquivalentTo(WebhookEventTypes.All);
    }

    [Fact]
    public void Parse_SameJsonWrittenOtherwise_IsTheSameEvent() =>
        Property.Holds(Some.Event.Zip(Seed), pair =>
        {
            var (webhookEvent, seed) = pair;

            var otherwise = new Scribe(seed).Copy(JsonSerializer.SerializeToElement(webhookEvent));

            WebhookParser.Default.Parse(otherwise).GetEventOrThrow().Equals(webhookEvent).Should().BeTrue("it was written as {0}", otherwise);
        });

    [Fact]
    public void Parse_UnknownPropertiesAnywhere_ChangeNothingInTheTypedResult() =>
        Property.Holds(Some.Event.Zip(Seed), pair =>
        {
            var (webhookEvent, seed) = pair;

            var otherwise = new Scribe(seed, addsProperties: true).Copy(JsonSerializer.SerializeToElement(webhookEvent));
            var read = WebhookParser.Default.Parse(otherwise).GetEventOrThrow();

            Added(read).Should().Be(otherwise.Split("{\"id\":[null,\"\\ud800\",{\"chat_id\":1}],\"event\":0}").Length - 1);
            WebhookParser.Default.Parse(WithoutAdded(JsonSerializer.SerializeToElement(read))).GetEventOrThrow().Equals(webhookEvent).Should().BeTrue("it was written as {0}", otherwise);
        });

    [Fact]
    public void Read_WrittenTimestamp_IsThatTimestampToTheTick()
    {
        var asText = new JsonSerializerOptions { Converters = { new UnixTimestampStringJsonConverter() } };
        var asNumber = new JsonSerializerOptions { Converters = { new UnixTimestampNumberJsonConverter() } };

        Property.Holds(
            Some.Time,
            time =>
            {
                JsonSerializer.Deserialize<DateTimeOffset>(JsonSerializer.Serialize(time, asText), asText).UtcTicks.Should().Be(time.UtcTicks);
                JsonSerializer.Deserialize<DateTimeOffset>(JsonSerializer.Serialize(time, asNumber), asNumber).UtcTicks.Should().Be(time.UtcTicks);
                JsonSerializer.Deserialize<DateTimeOffset>(JsonSerializer.Serialize(time, asText), asNumber).UtcTicks.Should().Be(time.UtcTicks);
            },
            times: 2_000);
    }

    [Fact]
    public void Verify_ComputedSignature_IsValidForThatBodyAndKeyAlone() =>
        Property.Holds(
            Some.Bytes.Zip(Some.Text.Where(text => !string.IsNullOrWhiteSpace(text))).Zip(Seed),
            triple =>
            {
                var ((body, secret), seed) = triple;
                var key = new WebhookSigningKey(secret, "test: " + secret);
                var signature = WebhookSignature.Compute(body, key);

                WebhookSignature.Verify(body, signature, key).Should().Be(WebhookSignatureStatus.Valid);
                WebhookSignature.Verify(body, signature.ToUpperInvariant(), key).Should().Be(WebhookSignatureStatus.Valid);
                WebhookSignature.Verify([.. body, 0], signature, key).Should().Be(WebhookSignatureStatus.Mismatch);
                WebhookSignature.Verify(body, signature, new WebhookSigningKey(secret + "x")).Should().Be(WebhookSignatureStatus.Mismatch);
                WebhookSignature.Verify(body, WithAnotherDigit(signature, seed), key).Should().Be(WebhookSignatureStatus.Mismatch);
                if (body.Length > 0)
                {
                    var flipped = body.ToArray();
                    flipped[seed % body.Length] ^= (byte)(1 << (seed % 8));
                    WebhookSignature.Verify(flipped, signature, key).Should().Be(WebhookSignatureStatus.Mismatch);
                }
            });

    private static string WithAnotherDigit(string signature, int seed)
    {
        var digits = signature.ToCharArray();
        var at = seed % digits.Length;
        digits[at] = digits[at] == '0' ? '1' : '0';
        return new string(digits);
    }

    private static int Added(WebhookEvent webhookEvent) => webhookEvent.GetDrift().Count(entry =>
        entry.Kind == WebhookDriftKind.UnknownProperty && entry.Path.Contains("." + Scribe.AddedName, StringComparison.Ordinal));

    /// <summary>The JSON without what the scribe added. Custom data and unknown properties are data, where it adds nothing.</summary>
    private static string WithoutAdded(JsonElement element) => element.ValueKind != JsonValueKind.Object
        ? element.GetRawText()
        : $$"""
            {{{string.Join(",", from property in element.EnumerateObject()
                                where !property.Name.StartsWith(Scribe.AddedName, StringComparison.Ordinal)
                                let isData = property.Name == "customData" || property.Name.StartsWith("new:", StringComparison.Ordinal)
                                select JsonSerializer.Serialize(property.Name) + ":" + (isData ? property.Value.GetRawText() : WithoutAdded(property.Value)))}}}
            """;
}
