using System.Text.Json.Nodes;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// The JSON Schemas of the SDK's types. The types have converters, so <c>JsonSchemaExporter</c> and OpenAPI generators cannot see their
/// properties.
/// </summary>
public static class WebhookJsonSchema
{
    /// <summary>
    /// Gets the JSON Schema (2020-12) of an event, a family of events, a record, or an open value. It accepts each form in JSON that the SDK
    /// reads, except a number in a string with more digits than its type needs. It accepts unknown properties and values. A malformed
    /// <c>applications</c>, such as <c>{ 743, 42 }</c>, is not JSON. The schema does not have references, so it can be a part of another
    /// schema: each object of the SDK contains its schema, and <c>title</c> is the name of its type.
    /// </summary>
    /// <param name="type">The type. A nullable open value also accepts null.</param>
    /// <returns>A new schema. Null when the type is not a type of the SDK, or is a <see cref="CustomEvent{TData}"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public static JsonObject? Get(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);

        if (Nullable.GetUnderlyingType(type) is { } underlyingType)
        {
            return Get(underlyingType) is { } schema ? WireSchema.Nullable(schema) : null;
        }

        return WebhookJsonConverterFactory.FindSchemaSource(type)?.CreateSchema();
    }
}
