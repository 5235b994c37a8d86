using HelpCrunch.Webhooks.Sdk.Serialization;
using Microsoft.OpenApi;

namespace HelpCrunch.Webhooks.Sdk.OpenApi;

/// <summary>The schemas of the SDK's types, with their descriptions. Each document gets copies.</summary>
internal static class WebhookSchemas
{
    private static readonly Lazy<OpenApiComponents> Source = new(Load);

    /// <summary>The name of the schema of a type. Null when the type is not a type of the SDK.</summary>
    public static string? FindName(Type type) => Nullable.GetUnderlyingType(type) is null ? WebhookJsonSchema.Get(type)?["title"]?.GetValue<string>() : null;

    /// <summary>Whether the SDK has a schema of this name.</summary>
    public static bool Contains(string name) => Source.Value.Schemas!.ContainsKey(name);

    /// <summary>Sets the schema of this name in a document, and adds the schemas that it refers to.</summary>
    public static void Set(OpenApiDocument document, string name)
    {
        var schema = document.Components!.Schemas![name] = Copy(Source.Value.Schemas![name], document);
        AddReferencedSchemas(document, schema);
    }

    /// <summary>Creates the parameter of the signature header.</summary>
    public static IOpenApiParameter CreateSignatureHeader()
    {
        var header = (OpenApiParameter)Source.Value.Parameters!["Signature"].CreateShallowCopy();
        header.Schema = header.Schema!.CreateShallowCopy();
        return header;
    }

    private static void AddReferencedSchemas(OpenApiDocument document, IOpenApiSchema schema)
    {
        IEnumerable<IOpenApiSchema> nested = [.. schema.Properties?.Values ?? [], .. schema.AnyOf ?? [], .. schema.OneOf ?? []];
        foreach (var part in nested)
        {
            if (part is not OpenApiSchemaReference { Reference.Id: { } name })
            {
                AddReferencedSchemas(document, part);
            }
            else if (!document.Components!.Schemas!.ContainsKey(name))
            {
                Set(document, name);
            }
        }
    }

    /// <summary>
    /// Copies a schema for a document, because a transformer of the app can change it, and documents can be created concurrently. The
    /// references become those of the document.
    /// </summary>
    private static IOpenApiSchema Copy(IOpenApiSchema schema, OpenApiDocument document)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } name })
        {
            return new OpenApiSchemaReference(name, document);
        }

        var copy = (OpenApiSchema)schema.CreateShallowCopy();
        copy.Properties = copy.Properties?.ToDictionary(property => property.Key, property => Copy(property.Value, document));
        copy.AnyOf = CopyAll(copy.AnyOf);
        copy.OneOf = CopyAll(copy.OneOf);
        copy.Items = copy.Items is { } items ? Copy(items, document) : null;
        copy.Not = copy.Not is { } not ? Copy(not, document) : null;
        copy.AdditionalProperties = copy.AdditionalProperties is { } additional ? Copy(additional, document) : null;
        return copy;

        List<IOpenApiSchema>? CopyAll(IList<IOpenApiSchema>? schemas) => schemas?.Select(part => Copy(part, document)).ToList();
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
