using System.Text.Json;
using HelpCrunch.Webhooks.Sdk.Schema.Tests.Generation;
using Json.Schema;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests.Corpus;

public sealed class CorpusSchemaTests(CorpusSchemaTests.Schemas schemas) : IClassFixture<CorpusSchemaTests.Schemas>
{
    private static readonly string Root = Repository.Path("tests/HelpCrunch.Webhooks.Sdk.Tests/Payloads");

    /// <summary>The bodies that cannot be compared, by parts of their names, and the reasons.</summary>
    private static readonly Dictionary<string, string> NotComparable = new()
    {
        [".duplicates."] = "A validator gets one value for each name. The SDK uses the last readable one.",
        ["unreadable-last"] = "A validator gets one value for each name. The SDK uses the last readable one.",
        ["lone-surrogate"] = "A validator gets decoded text. A lone surrogate cannot be decoded.",
        ["not-utf-8"] = "A validator gets decoded text. Bytes that are not UTF-8 cannot be decoded.",
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

    [Theory]
    [MemberData(nameof(Bodies))]
    public void EventSchema_EachBody_RejectsTheUnreadableValues(string name)
    {
        var (body, webhookEvent) = Parse(name);
        var schema = webhookEvent is UnknownEvent ? schemas.Unknown : schemas.Get($"{webhookEvent.EventType}.schema.json");

        var errors = SchemaErrors.Find(schema, body);

        Places(errors, Drift(webhookEvent, WebhookDriftKind.UnreadableValue)).Should().BeEquivalentTo(Drift(webhookEvent, WebhookDriftKind.UnreadableValue));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void WebhookSchema_EachBody_IsValidWithoutUnreadableValues(string name)
    {
        var (body, webhookEvent) = Parse(name);

        var result = schemas.Get("webhook.schema.json").Evaluate(body);

        result.IsValid.Should().Be(Drift(webhookEvent, WebhookDriftKind.UnreadableValue).Length == 0);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void StrictSchema_EachBody_RejectsTheDrift(string name)
    {
        var (body, webhookEvent) = Parse(name);
        string[] drift = webhookEvent is UnknownEvent ? ["$.event"] : [.. webhookEvent.GetDrift().Select(drift => drift.Path).Distinct()];

        var errors = SchemaErrors.Find(schemas.Get("webhook.strict.schema.json"), body);

        Places(errors, drift).Should().BeEquivalentTo(drift);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void WebhookSchema_EachBodyThatIsNotAWebhook_IsNotValid(string name)
    {
        using var body = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, name)));

        var result = schemas.Get("webhook.schema.json").Evaluate(body.RootElement);

        result.IsValid.Should().BeFalse();
    }

    /// <summary>The value with drift that each error is in, or the place of the error.</summary>
    private static IEnumerable<string> Places(IEnumerable<string> errors, IReadOnlyCollection<string> drift) =>
        errors.Select(error => drift.FirstOrDefault(value => SchemaErrors.IsIn(error, value)) ?? error).Distinct();

    private static string[] Drift(WebhookEvent webhookEvent, WebhookDriftKind kind) =>
        [.. webhookEvent.GetDrift().Where(drift => drift.Kind == kind).Select(drift => drift.Path).Distinct()];

    private static (JsonElement Body, WebhookEvent WebhookEvent) Parse(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Root, name));
        return (ReadJson(bytes)!.Value, WebhookParser.Default.Parse(bytes).GetEventOrThrow());
    }

    private static TheoryData<string> Rows(Func<string, bool> choose) =>
    [
        .. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(name => Path.GetExtension(name) is ".json" or ".txt" && choose(name) && !NotComparable.Keys.Any(part => name.Contains(part, StringComparison.Ordinal)))
            .Where(name => ReadJson(File.ReadAllBytes(Path.Combine(Root, name))) is not null)
            .Order(StringComparer.Ordinal),
    ];

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
