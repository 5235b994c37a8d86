using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests.Generation;

/// <summary>The files of docs/schema.</summary>
internal static class SchemaFiles
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The names of all files.</summary>
    public static IEnumerable<string> Names() => [.. WebhookEventTypes.All.Select(FileName), "webhook.schema.json", "webhook.strict.schema.json", "openapi.json"];

    public static string Create(string fileName)
    {
        var schema = fileName switch
        {
            "webhook.schema.json" => CreateSchema(typeof(WebhookEvent)),
            "webhook.strict.schema.json" => CreateStrictSchema(),
            "openapi.json" => OpenApiFile.Create(),
            _ => CreateSchema(EventClrType(WebhookEventTypes.All.Single(eventType => FileName(eventType) == fileName))),
        };
        return schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>The record of an event type. <c>EventConventionTests</c> checks the names of the records.</summary>
    public static Type EventClrType(string eventType) => typeof(WebhookEvent).Assembly.GetExportedTypes().Single(type =>
        type.IsSealed
        && type.Name == string.Concat(eventType.Split('.', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + "Event");

    /// <summary>The schema of a type with descriptions, without references.</summary>
    public static JsonObject Describe(Type type)
    {
        var schema = WebhookJsonSchema.Get(type)!;
        new SchemaDescriptions().AddTo(schema);
        return schema;
    }

    private static string FileName(string eventType) => $"{eventType}.schema.json";

    private static JsonObject CreateSchema(Type type)
    {
        var schema = Describe(type);
        schema.Insert(0, "$schema", Dialect);
        AddDefinitions(schema);
        return schema;
    }

    /// <summary>The event type selects one schema, so that the errors are those of the event and not of all events.</summary>
    private static JsonObject CreateStrictSchema()
    {
        var schema = new JsonObject
        {
            ["$schema"] = Dialect,
            ["title"] = "StrictWebhookEvent",
            ["description"] = "A documented event with known properties and known values only. Use it to notice what HelpCrunch changes, not to reject deliveries.",
            ["type"] = "object",
            ["required"] = new JsonArray("event"),
            ["properties"] = new JsonObject { ["event"] = new JsonObject { ["enum"] = new JsonArray([.. WebhookEventTypes.All.Select(eventType => (JsonNode)eventType)]) } },
            ["allOf"] = new JsonArray([.. WebhookEventTypes.All.Select(CreateStrictBranch)]),
        };
        AddDefinitions(schema);
        return schema;
    }

    private static JsonObject CreateStrictBranch(string eventType)
    {
        var schema = Describe(EventClrType(eventType));
        StrictSchema.Apply(schema);
        return new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["required"] = new JsonArray("event"),
                ["properties"] = new JsonObject { ["event"] = new JsonObject { ["const"] = eventType } },
            },
            ["then"] = schema,
        };
    }

    private static void AddDefinitions(JsonObject schema)
    {
        var definitions = new SchemaDefinitions("#/$defs/");
        definitions.MoveFrom(schema);
        schema["$defs"] = definitions.ToJson();
    }
}
