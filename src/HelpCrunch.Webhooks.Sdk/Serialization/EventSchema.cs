using System.Text;
using System.Text.Json.Nodes;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Creates the JSON Schema of an event, or of several events that have a base type.</summary>
internal static class EventSchema
{
    /// <summary>Creates the schema of the SDK's events that are of this type. Null when there are none.</summary>
    public static JsonObject? Create(Type eventClrType)
    {
        var schemas = WebhookEventTypes.All
            .Select(eventType => EventRegistry.Default.Resolve(Encoding.UTF8.GetBytes(eventType)))
            .OfType<DocumentedEventDescriptor>()
            .Where(descriptor => eventClrType.IsAssignableFrom(descriptor.EventClrType))
            .Select(descriptor => RecordSchema.Create(descriptor.CreateEmpty()))
            .ToList();
        if (eventClrType.IsAssignableFrom(typeof(UnknownEvent)))
        {
            schemas.Add(CreateUnknown());
        }

        return schemas.Count switch
        {
            0 => null,
            1 => schemas[0],
            _ => new JsonObject { ["title"] = eventClrType.Name.Split('`')[0], ["oneOf"] = new JsonArray([.. schemas]) },
        };
    }

    private static JsonObject CreateUnknown()
    {
        var schema = RecordSchema.Create(UnknownEvent.FromJson("", "{}", id: ""));
        schema["properties"]!["event"] = new JsonObject
        {
            ["type"] = "string",
            ["not"] = new JsonObject { ["enum"] = WireSchema.Texts(WebhookEventTypes.All) },
        };
        return schema;
    }
}
