using HelpCrunch.Webhooks.Sdk.Serialization;
using Microsoft.OpenApi;

namespace HelpCrunch.Webhooks.Sdk.OpenApi;

/// <summary>The schemas of the SDK's types, with their descriptions.</summary>
internal static class WebhookSchemas
{
    private static readonly Lazy<OpenApiComponents> Source = new(Load);

    public static IOpenApiParameter SignatureHeader => Source.Value.Parameters!["Signature"];

    /// <summary>The name of the schema of a type. Null when the type is not a type of the SDK.</summary>
    public static string? FindName(Type type) => Nullable.GetUnderlyingType(type) is null ? WebhookJsonSchema.Get(type)?["title"]?.GetValue<string>() : null;

    public static IOpenApiSchema? Find(string name) => Source.Value.Schemas!.TryGetValue(name, out var schema) ? schema : null;

    /// <summary>Adds the schemas that a schema refers to.</summary>
    public static void AddReferencedSchemas(OpenApiDocument document, IOpenApiSchema schema)
    {
        IEnumerable<IOpenApiSchema> nested = [.. schema.Properties?.Values ?? [], .. schema.AnyOf ?? [], .. schema.OneOf ?? []];
        foreach (var part in nested)
        {
            if (part is not OpenApiSchemaReference { Reference.Id: { } name })
            {
                AddReferencedSchemas(document, part);
            }
            else if (document.Components!.Schemas!.TryAdd(name, Source.Value.Schemas![name]))
            {
                AddReferencedSchemas(document, Source.Value.Schemas[name]);
            }
        }
    }

    private static OpenApiComponents Load()
    {
        using var resource = typeof(WebhookSchemas).Assembly.GetManifestResourceStream("openapi.json")!;
        using var buffer = new MemoryStream();
        resource.CopyTo(buffer);
        buffer.Position = 0;
        return OpenApiDocument.Load(buffer, OpenApiConstants.Json).Document!.Components!;
    }
}
