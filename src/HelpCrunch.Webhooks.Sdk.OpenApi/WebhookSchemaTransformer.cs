using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HelpCrunch.Webhooks.Sdk.OpenApi;

/// <summary>Marks the schemas of the SDK's types with their titles. <see cref="WebhookDocumentTransformer"/> replaces them.</summary>
internal sealed class WebhookSchemaTransformer : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (WebhookSchemas.FindName(context.JsonTypeInfo.Type) is { } name)
        {
            schema.Title = name;
        }

        return Task.CompletedTask;
    }
}
