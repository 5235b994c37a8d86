using System.Text.Json.Nodes;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests.Generation;

/// <summary>The OpenAPI document with the webhooks of HelpCrunch.</summary>
internal static class OpenApiFile
{
    private static readonly Type[] BaseTypes = [typeof(WebhookEvent), typeof(ChatEvent), typeof(CustomerEvent), typeof(MessageEvent)];

    public static JsonObject Create()
    {
        var descriptions = new SchemaDescriptions();
        var webhooks = new JsonObject();
        foreach (var eventType in WebhookEventTypes.All)
        {
            webhooks[eventType] = new JsonObject { ["post"] = CreateOperation(eventType, descriptions) };
        }

        var definitions = new SchemaDefinitions("#/components/schemas/");
        definitions.MoveFrom(webhooks);
        definitions.MoveFrom(new JsonArray([.. BaseTypes.Select(SchemaFiles.Describe)]));
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "HelpCrunch webhooks",
                ["version"] = typeof(WebhookEvent).Assembly.GetName().Version!.ToString(2),
                ["description"] = "The requests that HelpCrunch sends. HelpCrunch adds event types, properties and values over time, so accept unknown ones.",
            },
            ["webhooks"] = webhooks,
            ["components"] = new JsonObject
            {
                ["parameters"] = new JsonObject { ["Signature"] = CreateSignature(descriptions) },
                ["schemas"] = definitions.ToJson(),
            },
        };
    }

    private static JsonObject CreateOperation(string eventType, SchemaDescriptions descriptions)
    {
        var type = SchemaFiles.EventClrType(eventType);
        return new JsonObject
        {
            ["operationId"] = char.ToLowerInvariant(type.Name[0]) + type.Name[1..^"Event".Length],
            ["summary"] = descriptions.OfType(type),
            ["parameters"] = new JsonArray(new JsonObject { ["$ref"] = "#/components/parameters/Signature" }),
            ["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = SchemaFiles.Describe(type) } },
            },
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject { ["description"] = "The delivery is accepted." },
                ["default"] = new JsonObject { ["description"] = "The delivery is not accepted. HelpCrunch does not document when it sends a delivery again." },
            },
        };
    }

    private static JsonObject CreateSignature(SchemaDescriptions descriptions) => new()
    {
        ["name"] = WebhookSignature.HeaderName,
        ["in"] = "header",
        ["required"] = true,
        ["description"] = descriptions.OfType(typeof(WebhookSignature)),
        ["schema"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-fA-F]{40}$" },
    };
}
