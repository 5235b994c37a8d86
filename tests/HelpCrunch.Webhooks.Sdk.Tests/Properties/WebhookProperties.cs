using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HelpCrunch.Webhooks.Sdk.Serialization;
using HelpCrunch.Webhooks.Sdk.Tests.Corpus;

namespace HelpCrunch.Webhooks.Sdk.Tests.Properties;

/// <summary>
/// The values are the same in every run. A failure's message has the seed and the size of the failing value:
/// put them in place of the replay below, and the first value is that one.
/// </summary>
[Properties(Arbitrary = [typeof(Arbitraries)], MaxTest = 400, Replay = "20201209,193031", QuietOnSuccess = true)]
public sealed class WebhookProperties
{
    private static readonly JsonSerializerOptions AsText = new() { Converters = { new UnixTimestampStringJsonConverter() } };
    private static readonly JsonSerializerOptions AsNumber = new() { Converters = { new UnixTimestampNumberJsonConverter() } };

    [Property]
    public void Parse_WrittenEvent_IsEqual(WebhookEvent webhookEvent)
    {
        var written = JsonSerializer.SerializeToUtf8Bytes(webhookEvent);
        var read = WebhookParser.Default.Parse(written).GetEventOrThrow();

        read.ShouldEqual(webhookEvent, $"it was written as {Encoding.UTF8.GetString(written)}");
        read.GetHashCode().Should().Be(webhookEvent.GetHashCode());
        JsonSerializer.SerializeToUtf8Bytes(read).Should().Equal(written);
        JsonSerializer.Deserialize<WebhookEvent>(written)!.ShouldEqual(webhookEvent);
    }

    [Fact]
    public void Events_OfTheProperties_AreOfEveryType() =>
        Generators.Event.Sample(400, new Rnd(20_201_209, 193_031), size: 100).Select(webhookEvent => webhookEvent.EventType).Should().Contain(WebhookEventTypes.All);

    [Property]
    public void Parse_SameJsonInAnotherNotation_IsTheSameEvent(WebhookEvent webhookEvent, int seed)
    {
        var variant = new JsonVariantWriter(seed).Copy(JsonSerializer.SerializeToElement(webhookEvent));

        WebhookParser.Default.Parse(variant).GetEventOrThrow().ShouldEqual(webhookEvent, $"it was written as {variant}");
    }

    [Property]
    public void Parse_UnknownPropertiesAnywhere_ChangeNothingInTheTypedResult(WebhookEvent webhookEvent, int seed)
    {
        var variant = new JsonVariantWriter(seed, addsProperties: true).Copy(JsonSerializer.SerializeToElement(webhookEvent));
        var read = WebhookParser.Default.Parse(variant).GetEventOrThrow();

        Added(read).Should().Be(variant.Split("{\"id\":[null,\"\\ud800\",{\"chat_id\":1}],\"event\":0}").Length - 1);
        WebhookParser.Default.Parse(WithoutAdded(JsonSerializer.SerializeToElement(read))).GetEventOrThrow().ShouldEqual(webhookEvent, $"it was written as {variant}");
    }

    [Property(MaxTest = 2_000)]
    public void Read_WrittenTimestamp_IsEqualToTheTick(DateTimeOffset time)
    {
        JsonSerializer.Deserialize<DateTimeOffset>(JsonSerializer.Serialize(time, AsText), AsText).UtcTicks.Should().Be(time.UtcTicks);
        JsonSerializer.Deserialize<DateTimeOffset>(JsonSerializer.Serialize(time, AsNumber), AsNumber).UtcTicks.Should().Be(time.UtcTicks);
        JsonSerializer.Deserialize<DateTimeOffset>(JsonSerializer.Serialize(time, AsText), AsNumber).UtcTicks.Should().Be(time.UtcTicks);
    }

    [Property]
    public void Verify_ComputedSignature_IsValidForThatBodyAndKeyOnly(byte[] body, NonWhiteSpaceString secret, int seed)
    {
        var text = "k" + secret.Item; // Not only quotation marks and invisible characters.
        var key = new WebhookSigningKey(text, "test");
        var signature = WebhookSignature.Compute(body, key);

        WebhookSignature.Verify(body, signature, key).Should().Be(WebhookSignatureStatus.Valid);
        WebhookSignature.Verify(body, signature.ToUpperInvariant(), key).Should().Be(WebhookSignatureStatus.Valid);
        WebhookSignature.Verify([.. body, 0], signature, key).Should().Be(WebhookSignatureStatus.Mismatch);
        WebhookSignature.Verify(body, signature, new WebhookSigningKey(text + "x")).Should().Be(WebhookSignatureStatus.Mismatch);
        WebhookSignature.Verify(body, WithAnotherDigit(signature, seed), key).Should().Be(WebhookSignatureStatus.Mismatch);
        if (body.Length > 0)
        {
            var flipped = body.ToArray();
            flipped[seed % body.Length] ^= (byte)(1 << (seed % 8));
            WebhookSignature.Verify(flipped, signature, key).Should().Be(WebhookSignatureStatus.Mismatch);
        }
    }

    private static string WithAnotherDigit(string signature, int seed)
    {
        var digits = signature.ToCharArray();
        var at = seed % digits.Length;
        digits[at] = digits[at] == '0' ? '1' : '0';
        return new string(digits);
    }

    private static int Added(WebhookEvent webhookEvent) => webhookEvent.GetDrift().Count(entry =>
        entry.Kind == WebhookDriftKind.UnknownProperty && entry.Path.Contains("." + JsonVariantWriter.AddedName, StringComparison.Ordinal));

    /// <summary>The JSON without the properties that the writer added. It adds none to custom data and unknown properties.</summary>
    private static string WithoutAdded(JsonElement element) => element.ValueKind != JsonValueKind.Object
        ? element.GetRawText()
        : $$"""
            {{{string.Join(",", from property in element.EnumerateObject()
                                where !property.Name.StartsWith(JsonVariantWriter.AddedName, StringComparison.Ordinal)
                                let isData = property.Name == "customData" || property.Name.StartsWith("new:", StringComparison.Ordinal)
                                select JsonSerializer.Serialize(property.Name) + ":" + (isData ? property.Value.GetRawText() : WithoutAdded(property.Value)))}}}
            """;
}
