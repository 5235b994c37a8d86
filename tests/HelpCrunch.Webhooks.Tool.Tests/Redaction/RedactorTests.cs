using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HelpCrunch.Webhooks.Tool.Redaction;
using HelpCrunch.Webhooks.Tool.Tests.Support;

namespace HelpCrunch.Webhooks.Tool.Tests.Redaction;

public sealed partial class RedactorTests
{
    public static TheoryData<string> Json => Corpus.Json;

    public static TheoryData<string> NotJson => Corpus.NotJson;

    [Theory]
    [MemberData(nameof(Json))]
    public void Redact_BodyOfCorpus_IsReadLikeOriginal(string name)
    {
        var body = Corpus.Read(name);

        var redacted = new Redactor("seed").Redact(body);

        redacted.Should().HaveSameCount(body);
        ReadingComparison.AreAlike(body, redacted).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Json))]
    public void Redact_BodyOfCorpus_HasNoTextOfOriginal(string name)
    {
        var body = Corpus.Read(name);

        var redacted = new Redactor("seed").Redact(body);

        TextsOf(redacted).Where(WordsOf(body).Contains).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(NotJson))]
    public void Redact_NotJson_Throws(string name)
    {
        var redact = () => new Redactor("seed").Redact(Corpus.Read(name));

        redact.Should().Throw<JsonException>();
    }

    [Theory]
    [InlineData("""{"name":"Ann \u00e9\/b","x":"ann"}""", """^\{"name":"[A-Z][a-z]{2} \\u04[0-9a-f]{2}\\/[a-z]","[a-z]":"[a-z]{3}"\}$""")]
    [InlineData("""{"\u0041b":"\uD83D\uDE00 \ud83d\ude00"}""", """^\{"\\u00[0-9a-f]{2}[a-z]":"\\uD83D\\uDE[0-9A-F]{2} \\ud83d\\ude[0-9a-f]{2}"\}$""")]
    [InlineData("""{"a" : -10.250E+3,"b":[0, 7 ,true,null]}""", """^\{"[a-z]" : -[1-9]\d\.\d{3}E\+3,"[a-z]":\[\d, \d ,true,null\]\}$""")]
    [InlineData("""{"a":"ann.lee@acme.co.uk"}""", """^\{"[a-z]":"[a-z]{3}\.[a-z]{3}@[a-z]{2}\.example"\}$""")]
    [InlineData("""{"a":"https:\/\/shop.acme.com\/orders\/42?q=Ann"}""", """^\{"[a-z]":"https:\\/\\/[a-z]{4}x\.example\\/[a-z]{6}\\/\d\d\?[a-z]=[A-Z][a-z]{2}"\}$""")]
    [InlineData("""{"a":"ann@x.com"}""", """^\{"[a-z]":"[a-z]{3}@[a-z]\.zzz"\}$""")]
    [InlineData("""{"a":"see https://t.co/Ann"}""", """^\{"[a-z]":"[a-z]{3} https://[a-z]\.zz/[A-Z][a-z]{2}"\}$""")]
    [InlineData("""{"a":"zoë@gmail.com"}""", """^\{"[a-z]":"[a-z]{2}[\u0430-\u044f]@[a-z]\.example"\}$""")]
    [InlineData("""{"a":"\"a b\"@gmail.com"}""", """^\{"[a-z]":"\\"[a-z] [a-z]\\"@[a-z]\.example"\}$""")]
    [InlineData("""{"a":"x!@gmail.com"}""", """^\{"[a-z]":"[a-z]!@[a-z]\.example"\}$""")]
    [InlineData("""{"a":"ann!@ai"}""", """^\{"[a-z]":"[a-z]{3}!@zz"\}$""")]
    [InlineData("""{"a":"@gmail.com"}""", """^\{"[a-z]":"@[a-z]\.example"\}$""")]
    [InlineData("""{"a":"https://ann@acme.com"}""", """^\{"[a-z]":"https://zzz@[a-z]{3}\.test"\}$""")]
    [InlineData("""{"a":"http://t.co."}""", """^\{"[a-z]":"http://[a-z]\.zz\."\}$""")]
    [InlineData("""{"a":"http://ai"}""", """^\{"[a-z]":"http://zz"\}$""")]
    [InlineData("""{"a":"252041ed-62a7-4303-81f9-842ec6e8d18f"}""", """^\{"[a-z]":"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"\}$""")]
    public void Redact_Value_KeepsForm(string body, string pattern)
    {
        var redacted = Redact(body);

        redacted.Should().MatchRegex(pattern);
    }

    [Fact]
    public void Redact_DocumentedValues_KeepsThem()
    {
        const string Body = """{"event":"chat.closed","eventData":{"chat_id":5224081,"status":"on hold","rating":"great","closedBy":"agent","assignee":{"id":2924,"role":"superviser"}},"attempts":2,"id":"a"}""";

        Redact(Body).Should().MatchRegex(
            """^\{"event":"chat\.closed","eventData":\{"chat_id":[1-9]\d{6},"status":"on hold","rating":"great","closedBy":"agent","assignee":\{"id":[1-9]\d{3},"role":"superviser"\}\},"attempts":2,"id":"[b-z]"\}$""");
    }

    [Fact]
    public void Redact_DocumentedValuesInUnknownPlaces_ReplacesThem()
    {
        var redacted = Redact("""{"event":"customer.new","eventData":{"id":1,"customData":{"status":"closed","unsubscribed":"1"}},"id":"a"}""");

        redacted.Should().NotContain("closed").And.NotContain("\"1\"");
    }

    [Fact]
    public void Redact_UnknownEventType_KeepsFamilyOnly()
    {
        var redacted = Redact("""{"event":"chat.linked","eventData":{},"id":"a"}""");

        redacted.Should().MatchRegex("""^\{"event":"chat\.[a-z]{6}",""").And.NotContain("linked");
    }

    [Fact]
    public void Redact_Timestamps_KeepsTheirDistances()
    {
        var redacted = Redact("""{"event":"chat.new","eventData":{"chat_id":5,"createdAt":"1607540767.414","closedAt":"1607542030.713"},"createdAt":1607542030,"id":"a"}""");

        var webhookEvent = (ChatNewEvent)WebhookParser.Default.Parse(redacted).GetEventOrThrow();
        (webhookEvent.EventData.ClosedAt - webhookEvent.EventData.CreatedAt).Should().Be(TimeSpan.FromMilliseconds(1_263_299));
        (webhookEvent.EventData.ClosedAt - webhookEvent.CreatedAt).Should().Be(TimeSpan.FromMilliseconds(713));
        webhookEvent.CreatedAt.Should().BeBefore(new DateTimeOffset(2020, 12, 9, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Redact_TimestampsWithAndWithoutFraction_KeepsTheirOrder()
    {
        // Half of the seeds would invert the order if the shift had a fraction.
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var body = ToolRun.Utf8("""{"event":"chat.new","eventData":{"chat_id":5,"closedAt":"1607542030.500"},"createdAt":1607542030,"id":"a"}""");

            var webhookEvent = (ChatNewEvent)WebhookParser.Default.Parse(new Redactor($"{seed}").Redact(body)).GetEventOrThrow();

            (webhookEvent.EventData.ClosedAt - webhookEvent.CreatedAt).Should().Be(TimeSpan.FromMilliseconds(500));
        }
    }

    [Fact]
    public void Redact_EqualValues_HaveEqualReplacements()
    {
        var redacted = Redact("""{"x":["ann","ann","bob",5224081,"5224081",5224082],"ann":1,"\u0061nn":2}""");

        redacted.Should().MatchRegex("""^\{"[a-z]":\["([a-z]{3})","\1","(?!\1)[a-z]{3}",(\d{7}),"\2",(?!\2)\d{7}\],"\1":\d,"\\u00""");
    }

    [Fact]
    public void Redact_AllIdsOfThreeDigits_StayApart()
    {
        var ids = Enumerable.Range(100, 900).ToArray();

        var redacted = JsonSerializer.Deserialize<int[]>(Redact(JsonSerializer.Serialize(ids)))!;

        redacted.Should().OnlyHaveUniqueItems().And.OnlyContain(id => id >= 100 && id <= 999);
        redacted.Zip(ids).Should().OnlyContain(pair => pair.First != pair.Second);
    }

    [Fact]
    public void Redact_NamesOfTwoLetterHosts_Fails()
    {
        var redact = () => Redact("""{"http://ai":1,"http://io":2}""");

        redact.Should().Throw<RedactionException>();
    }

    [Fact]
    public void Redact_DifferentAddresses_StayDifferent()
    {
        string[] addresses = ["paul@gmail.com", "paul@gamal.com", "https://acme.com/paul", "https://acne.com/paul", "@ann", "@bob", "@eve"];

        var redacted = JsonSerializer.Deserialize<string[]>(Redact(JsonSerializer.Serialize(addresses)))!;

        redacted.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Redact_DifferentNames_StayDifferent()
    {
        // 20 addresses of which one letter remains beside the domain: without a comparison, some would become equal.
        var attributes = Enumerable.Range('a', 10).SelectMany(letter => new[] { $"\"http://{(char)letter}.co\":1", $"\"http://{(char)letter}.io\":1" });
        var body = $$$"""{"event":"customer.new","eventData":{"id":1,"customData":{{{{string.Join(',', attributes)}}}}},"id":"a"}""";

        var redacted = (CustomerNewEvent)WebhookParser.Default.Parse(new Redactor("seed").Redact(ToolRun.Utf8(body))).GetEventOrThrow();

        redacted.EventData.CustomData!.Count.Should().Be(20);
    }

    [Theory]
    [InlineData("http://t.co")]
    [InlineData("http://ai/...")]
    [InlineData("http://...")]
    [InlineData("x@b.co")]
    [InlineData("ann@acme.com")]
    [InlineData("see http://acme.com/?")]
    public void Redact_RedactedText_IsRedactedAgain(string text)
    {
        var redacted = Redact($$"""{"a":"{{text}}"}""");

        Redact(redacted).Should().MatchRegex("""^\{"[a-z]":"[^"]+"\}$""").And.HaveLength(redacted.Length);
    }

    [Fact]
    public void Redact_SeveralBodies_RelatesThem()
    {
        var redacted = new Redactor().Redact([ToolRun.Utf8("""{"a":"ann@acme.com"}"""), ToolRun.Utf8("""{"b":"ann@acme.com"}""")]);

        Value(redacted[0]).Should().Be(Value(redacted[1]));

        static string Value(byte[] body) => Encoding.UTF8.GetString(body)[6..];
    }

    [Fact]
    public void Redact_WithoutSeed_DiffersBetweenRuns()
    {
        var body = ToolRun.Utf8("""{"text":"A text that is long enough."}""");

        new Redactor().Redact(body).Should().NotEqual(new Redactor().Redact(body));
    }

    [Fact]
    public void Redact_UnknownName_DoesNotBecomeDocumented()
    {
        // Names of two letters: one of them would become "id" if the names were not compared.
        var names = Enumerable.Range('a', 26).SelectMany(first => Enumerable.Range('a', 26).Select(second => $"{(char)first}{(char)second}")).Where(name => name != "id");
        var body = $$"""{"event":"chat.new","eventData":{"chat_id":5,{{string.Join(',', names.Select(name => $"\"{name}\":1"))}}},"id":"a"}""";

        using var redacted = JsonDocument.Parse(Redact(body));

        redacted.RootElement.GetProperty("eventData").EnumerateObject().Select(property => property.Name).Should().NotContain("id");
    }

    [Fact]
    public void Redact_LongTextWithASign_TakesLinearTime()
    {
        // A search that starts again at each letter would take minutes.
        var redacted = Redact($$"""{"a":"@ {{new string('a', 500_000)}}"}""");

        redacted.Should().StartWith("{\"").And.HaveLength(500_010);
    }

    private static string Redact(string body) => Encoding.UTF8.GetString(new Redactor("seed").Redact(ToolRun.Utf8(body)));

    /// <summary>The texts and numbers of four characters and more.</summary>
    private static HashSet<string> WordsOf(byte[] body) =>
        [.. TextsOf(body).SelectMany(text => WordPattern().Matches(text).Select(match => match.Value)).Where(word => !IsDocumented(word))];

    private static bool IsDocumented(string word) =>
        WireModel.Instance.Names.Contains(word)
        || WebhookEventTypes.All.Any(eventType => eventType.Split('.', '_').Contains(word))
        || word is "example" or "https" or "http" or "test"
        || new ChatStatus(word).IsKnown || new ChatRating(word).IsKnown || new ChatClosedBy(word).IsKnown || new AgentRole(word).IsKnown
        || word is "communication" or "hold" or "auto" or "manual" or "chat" or "very" or "trigger" or "email";

    private static List<string> TextsOf(byte[] body)
    {
        var texts = new List<string>();
        var start = body.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        var json = new Utf8JsonReader(body.AsSpan(start), new JsonReaderOptions { MaxDepth = 10_000 });
        while (json.Read())
        {
            if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName or JsonTokenType.Number)
            {
                texts.Add(new JsonText(json.ValueSpan).ToString());
            }
        }

        return texts;
    }

    [GeneratedRegex(@"[\p{L}\p{N}]{4,}")]
    private static partial Regex WordPattern();
}
