using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HelpCrunch.Webhooks.Sdk.OpenApi;

/// <summary>
/// Replaces the marked schemas by the SDK's, and adds the schemas that they refer to. ASP.NET Core would put the content of a schema
/// transformer's references in their place.
/// </summary>
internal sealed class WebhookDocumentTransformer : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var (name, schema) in document.Components?.Schemas?.ToList() ?? [])
        {
            if (schema.Title == name && WebhookSchemas.Find(name) is { } source)
            {
                document.Components!.Schemas![name] = source;
                WebhookSchemas.AddReferencedSchemas(document, source);
            }
        }

        return Task.CompletedTask;
    }
}
