using System.Text.Json;
using System.Text.Json.Nodes;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Creates the JSON Schema of a record. It needs only an empty record, because each property is visited with its kind.</summary>
internal sealed class RecordSchema : WireVisitor
{
    private readonly List<string> _required = [];
    private readonly JsonObject _properties = [];

    private RecordSchema()
    {
    }

    public static JsonObject Create(IWireRecord record)
    {
        var visitor = new RecordSchema();
        record.Visit(visitor);
        return new JsonObject
        {
            ["title"] = record.GetType().Name,
            ["type"] = "object",
            ["required"] = WireSchema.Texts(visitor._required),
            ["properties"] = visitor._properties,
        };
    }

    public override void EventType(string eventType) => AddRequired("event", new JsonObject { ["type"] = "string", ["const"] = eventType });

    public override void EventId(string id) => AddRequired("id", WireSchema.OfTypes("string", "number"));

    public override void Identity(string name, long id) => AddRequired(name, WireSchema.Integer());

    public override void Integer(string name, long? value) => _properties.Add(name, WireSchema.Nullable(WireSchema.Integer()));

    public override void Count(string name, int value) => _properties.Add(name, WireSchema.Nullable(WireSchema.Integer32()));

    public override void Text(string name, string? value) => _properties.Add(name, WireSchema.OfTypes("string", "null"));

    public override void TextOrNumber(string name, string? value) => _properties.Add(name, WireSchema.OfTypes("string", "number", "null"));

    public override void Boolean(string name, bool? value) => _properties.Add(name, WireSchema.Boolean());

    public override void TimestampText(string name, DateTimeOffset? value) => _properties.Add(name, WireSchema.Timestamp("string", "number"));

    public override void TimestampNumber(string name, DateTimeOffset? value) => _properties.Add(name, WireSchema.Timestamp("number", "string"));

    public override void OpenValue<T>(string name, T? value) => _properties.Add(name, WebhookJsonSchema.Get(typeof(T?)));

    public override void Ids(string name, IReadOnlyList<long> ids) => _properties.Add(name, WireSchema.Ids());

    public override void Value<T>(string name, T value)
        where T : class => _properties.Add(name, WireSchema.Nullable(WebhookJsonSchema.Get(typeof(T))!));

    public override void Record<T>(string name, T? value)
        where T : class
    {
        // An empty record contains the records without which it cannot exist.
        if (value is not null)
        {
            AddRequired(name, Create(value));
        }
        else
        {
            _properties.Add(name, WireSchema.NullableRecord(WebhookJsonSchema.Get(typeof(T))!));
        }
    }

    public override void AlternativeId(ReadOnlySpan<string> names, long? id)
    {
        foreach (var name in names)
        {
            _properties.Add(name, WireSchema.AlternativeId());
        }
    }

    public override void Raw(string name, JsonElement value) => _properties.Add(name, new JsonObject());

    public override void Custom<TData>(string name, TData data) => _properties.Add(name, new JsonObject());

    private void AddRequired(string name, JsonObject schema)
    {
        _required.Add(name);
        _properties.Add(name, schema);
    }
}
