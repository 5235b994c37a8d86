using System.Text.Json.Nodes;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>The JSON Schemas of the scalars, in each form that <see cref="WireReader"/> reads.</summary>
internal static class WireSchema
{
    public static JsonObject Integer() => Integer("int64", long.MinValue, long.MaxValue);

    public static JsonObject Integer32() => Integer("int32", int.MinValue, int.MaxValue);

    public static JsonObject Boolean() => new()
    {
        ["type"] = Texts(["boolean", "integer", "string", "null"]),
        ["enum"] = new JsonArray(true, false, 0, 1, "0", "1", null),
    };

    /// <summary>UNIX seconds.</summary>
    /// <param name="documentedType">The JSON type that HelpCrunch documents.</param>
    /// <param name="otherType">The JSON type that is also read.</param>
    public static JsonObject Timestamp(string documentedType, string otherType) => new()
    {
        ["type"] = Texts([documentedType, otherType, "null"]),
        ["pattern"] = @"^(-?[0-9]{1,12}(\.[0-9]+)?([eE][-+]?[0-9]+)?)?$",
        ["minimum"] = -62135596800,
        ["exclusiveMaximum"] = 253402300800,
        ["examples"] = documentedType == "string" ? new JsonArray("1607542030.713") : new JsonArray(1607542030),
    };

    /// <summary>An array of ids, or the object that PHP writes for an array with gaps. An id can be in an object.</summary>
    public static JsonObject Ids() => new()
    {
        ["type"] = Texts(["array", "object", "null"]),
        ["items"] = IdOrObject(Integer()),
        ["additionalProperties"] = IdOrObject(Integer()),
    };

    /// <summary>An id, an object that has it, or null.</summary>
    public static JsonObject AlternativeId() => IdOrObject(Nullable(Integer()));

    /// <summary>A record, null, or <c>[]</c>, which is the empty object of PHP.</summary>
    public static JsonObject NullableRecord(JsonObject record) => new()
    {
        ["anyOf"] = new JsonArray(record, new JsonObject { ["type"] = "array", ["maxItems"] = 0 }, OfTypes("null")),
    };

    /// <summary>Adds null to a schema.</summary>
    public static JsonObject Nullable(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            types.Add((JsonNode)"null");
            return schema;
        }

        return new JsonObject { ["anyOf"] = new JsonArray(schema, OfTypes("null")) };
    }

    public static JsonObject OfTypes(params string[] types) => new() { ["type"] = types.Length == 1 ? types[0] : Texts(types) };

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static JsonObject IdOrObject(JsonObject id) => new()
    {
        ["anyOf"] = new JsonArray(
            id,
            new JsonObject
            {
                ["type"] = "object",
                ["required"] = Texts(["id"]),
                ["properties"] = new JsonObject { ["id"] = Integer() },
            }),
    };

    private static JsonObject Integer(string format, long minimum, long maximum) => new()
    {
        ["type"] = Texts(["integer", "string"]),
        ["pattern"] = "^-?[0-9]{1,19}$",
        ["format"] = format,
        ["minimum"] = minimum,
        ["maximum"] = maximum,
    };
}
