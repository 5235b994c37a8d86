using System.Text.Json;
using HelpCrunch.Webhooks.Sdk.Schema.Tests.Generation;
using Json.Schema;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests.Corpus;

public sealed class CorpusSchemaTests(CorpusSchemaTests.Schemas schemas) : IClassFixture<CorpusSchemaTests.Schemas>
{
    private const string OneValue = "A validator gets one value for each name. The SDK uses the last readable one.";
    private const string DecodedText = "A validator gets decoded text. Lone surrogates, and bytes that are not UTF-8, cannot be decoded.";

    private static readonly string Root = Repository.Path("tests/HelpCrunch.Webhooks.Sdk.Tests/Payloads");

    /// <summary>Parts of the names of bodies that cannot be compared, and the reasons.</summary>
    private static readonly Dictionary<string, string> NotComparable = new()
    {
        ["duplicates.event"] = OneValue,
        ["duplicates.good-then-unreadable"] = OneValue,
        ["duplicates.id-"] = OneValue,
        ["duplicates.unreadable-then-good"] = OneValue,
        ["unreadable-last"] = OneValue,
        ["event.lone-surrogate"] = DecodedText,
        ["id.lone-surrogate"] = DecodedText,
        ["lone-surrogates"] = DecodedText,
        ["lone-surrogate-name"] = DecodedText,
        ["lone-surrogate-pair"] = DecodedText,
        ["not-utf-8"] = DecodedText,
    };

    /// <summary>The unreadable values that the schemas accept, and the reasons.</summary>
    private static readonly Dictionary<string, (string Reason, string[] Paths)> Accepted = new()
    {
        ["Quirks/chat.timestamps.out-of-range.json"] = ("A string has no maximum.", ["$.eventData.closedAt", "$.eventData.createdAt"]),
        ["Quirks/chat.timestamps.exponents-out-of-range.json"] = ("A string has no maximum.", ["$.eventData.snoozedUntil"]),
        ["Quirks/chat.lastMessage.agentId-and-another-agent.json"] = ("A schema does not compare two values.", ["$.eventData.lastMessage.agent"]),
    };

    public static TheoryData<string> Bodies => Rows(name => !name.StartsWith("Malformed/", StringComparison.Ordinal));

    public static TheoryData<string> Malformed => Rows(name => name.StartsWith("Malformed/", StringComparison.Ordinal));

    public static TheoryData<string> NotComparableParts => [.. NotComparable.Keys];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void EventSchema_EachBody_RejectsTheUnreadableValues(string name)
    {
        var (actual, expected) = CompareWithEventSchema(name);

        actual.Should().BeEquivalentTo(expected);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void WebhookSchema_EachBody_IsValidWithoutUnreadableValues(string name)
    {
        var (body, webhookEvent) = Parse(name);

        schemas.Get("webhook.schema.json").Evaluate(body).IsValid.Should().Be(UnreadableValues(name, webhookEvent).Length == 0);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void StrictSchema_EachBody_RejectsTheDrift(string name)
    {
        var (actual, expected) = CompareWithStrictSchema(name);

        actual.Should().BeEquivalentTo(expected);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void WebhookSchema_EachBodyThatIsNotAWebhook_IsNotValid(string name) => IsValid(name).Should().BeFalse();

    [Theory]
    [MemberData(nameof(NotComparableParts))]
    public void NotComparable_EachPart_IsInNamesOfBodiesThatDiffer(string part)
    {
        var names = Names().Where(name => name.Contains(part, StringComparison.Ordinal)).ToList();

        names.Should().NotBeEmpty();
        names.Where(IsAsExpected).Should().BeEmpty(NotComparable[part]);
    }

    [Fact]
    public void Accepted_EachValue_CannotBeReadByTheSdk()
    {
        foreach (var (name, (reason, paths)) in Accepted)
        {
            Parse(name).WebhookEvent.GetDrift().Where(drift => drift.Kind == WebhookDriftKind.UnreadableValue).Select(drift => drift.Path)
                .Should().Contain(paths, reason);
        }
    }

    [Theory]
    [InlineData("attempts", "1.0")]
    [InlineData("attempts", "1e3")]
    [InlineData("attempts", "\"2147483648\"")]
    [InlineData("createdAt", "\"253402300800\"")]
    public void EventSchema_ValueThatTheSchemaCannotReject_IsValidButUnreadable(string name, string value)
    {
        var body = $$"""{"event":"chat.new","eventData":{"chat_id":5224081},"{{name}}":{{value}},"id":"1"}""";

        IsValidChatNew(body).Should().BeTrue();
        WebhookParser.Default.Parse(body).GetEventOrThrow().GetDrift().Select(drift => (drift.Kind, drift.Path))
            .Should().Equal((WebhookDriftKind.UnreadableValue, $"$.{name}"));
    }

    [Theory]
    [InlineData("attempts", "00000000000000000001")]
    [InlineData("createdAt", "0001607542030")]
    [InlineData("createdAt", "16075420300000e-4")]
    public void EventSchema_StringWithManyDigits_IsNotValidButRead(string name, string value)
    {
        var body = $$"""{"event":"chat.new","eventData":{"chat_id":5224081},"{{name}}":"{{value}}","id":"1"}""";

        IsValidChatNew(body).Should().BeFalse();
        WebhookParser.Default.Parse(body).GetEventOrThrow().GetDrift().Should().BeEmpty();
    }

    [Theory]
    [InlineData("$.id", """{"event":"chat.new","eventData":{"chat_id":5224081},"id":7}""")]
    [InlineData("$.eventData.communicatedAgents", """{"event":"chat.new","eventData":{"chat_id":5224081,"communicatedAgents":[{"id":2924},{"id":"2925"}]},"id":"1"}""")]
    [InlineData("$.eventData.applications", """{"event":"chat.new","eventData":{"chat_id":5224081,"applications":{"0":743,"2":{"id":42}}},"id":"1"}""")]
    public void Schemas_DriftThatIsRead_OnlyTheStrictSchemaRejectsIt(string path, string body)
    {
        using var document = JsonDocument.Parse(body);

        schemas.Get("webhook.schema.json").Evaluate(document.RootElement).IsValid.Should().BeTrue();
        IsValidChatNew(body).Should().BeTrue();
        Places(SchemaErrors.Find(schemas.Get("webhook.strict.schema.json"), document.RootElement), [path]).Should().Equal(path);
        WebhookParser.Default.Parse(body).GetEventOrThrow().GetDrift().Select(drift => (drift.Kind, drift.Path))
            .Should().Equal((WebhookDriftKind.UnreadableValue, path));
    }

    private (IEnumerable<string> Actual, IReadOnlyCollection<string> Expected) CompareWithEventSchema(string name)
    {
        var (body, webhookEvent) = Parse(name);
        var schema = webhookEvent is UnknownEvent ? schemas.Unknown : schemas.Get($"{webhookEvent.EventType}.schema.json");
        var expected = UnreadableValues(name, webhookEvent);
        return (Places(SchemaErrors.Find(schema, body), expected), expected);
    }

    private (IEnumerable<string> Actual, IReadOnlyCollection<string> Expected) CompareWithStrictSchema(string name)
    {
        var (body, webhookEvent) = Parse(name);
        string[] expected = webhookEvent is UnknownEvent ? ["$.event"] : [.. webhookEvent.GetDrift().Select(drift => drift.Path).Distinct().Except(AcceptedPaths(name))];
        return (Places(SchemaErrors.Find(schemas.Get("webhook.strict.schema.json"), body), expected), expected);
    }

    private bool IsValidChatNew(string body)
    {
        using var document = JsonDocument.Parse(body);
        return schemas.Get("chat.new.schema.json").Evaluate(document.RootElement).IsValid;
    }

    private bool IsValid(string name)
    {
        using var body = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, name)));
        return schemas.Get("webhook.schema.json").Evaluate(body.RootElement).IsValid;
    }

    /// <summary>Determines whether the schemas and the SDK have the same result for a body.</summary>
    private bool IsAsExpected(string name)
    {
        try
        {
            return name.StartsWith("Malformed/", StringComparison.Ordinal)
                ? !IsValid(name)
                : new[] { CompareWithEventSchema(name), CompareWithStrictSchema(name) }.All(result => result.Actual.Order().SequenceEqual(result.Expected.Order()));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return false; // JsonSchema.Net cannot read the body.
        }
    }

    /// <summary>The value with drift that each error is in, or the place of the error.</summary>
    private static IEnumerable<string> Places(IEnumerable<string> errors, IReadOnlyCollection<string> drift) =>
        errors.Select(error => drift.FirstOrDefault(value => SchemaErrors.IsIn(error, value)) ?? error).Distinct();

    private static string[] UnreadableValues(string name, WebhookEvent webhookEvent) =>
    [
        .. webhookEvent.GetDrift().Where(drift => drift.Kind == WebhookDriftKind.UnreadableValue).Select(drift => drift.Path).Distinct()
            .Except(AcceptedPaths(name))
            .Except(ReadPaths(webhookEvent)),
    ];

    /// <summary>The values that the SDK read although it lists them as unreadable: the id of the envelope as a number, and lists of objects with an id.</summary>
    private static IEnumerable<string> ReadPaths(WebhookEvent webhookEvent)
    {
        yield return "$.id";
        if (webhookEvent is ChatEvent { EventData.Applications.Count: > 0 })
        {
            yield return "$.eventData.applications";
        }

        if (webhookEvent is ChatEvent { EventData.CommunicatedAgents.Count: > 0 })
        {
            yield return "$.eventData.communicatedAgents";
        }
    }

    private static string[] AcceptedPaths(string name) => Accepted.TryGetValue(name, out var accepted) ? accepted.Paths : [];

    private static (JsonElement Body, WebhookEvent WebhookEvent) Parse(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Root, name));
        return (ReadJson(bytes)!.Value, WebhookParser.Default.Parse(bytes).GetEventOrThrow());
    }

    private static TheoryData<string> Rows(Func<string, bool> choose) =>
    [
        .. Names()
            .Where(name => choose(name) && !NotComparable.Keys.Any(part => name.Contains(part, StringComparison.Ordinal)))
            .Where(name => ReadJson(File.ReadAllBytes(Path.Combine(Root, name))) is not null),
    ];

    private static IEnumerable<string> Names() => Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(name => Path.GetExtension(name) is ".json" or ".txt")
        .Order(StringComparer.Ordinal);

    /// <summary>Null when the bytes are not JSON.</summary>
    private static JsonElement? ReadJson(byte[] bytes)
    {
        var json = new Utf8JsonReader(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes);
        try
        {
            return JsonElement.ParseValue(ref json) is var value && !json.Read() ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The schemas of the package, read once.</summary>
    public sealed class Schemas
    {
        private readonly Dictionary<string, JsonSchema> _schemas = SchemaFiles.Names()
            .Where(name => name.EndsWith(".schema.json", StringComparison.Ordinal))
            .ToDictionary(name => name, name => JsonSchema.FromText(SchemaFiles.Create(name)));

        public JsonSchema Unknown { get; } = JsonSchema.FromText(SchemaFiles.Describe(typeof(UnknownEvent)).ToJsonString());

        public JsonSchema Get(string fileName) => _schemas[fileName];
    }
}
