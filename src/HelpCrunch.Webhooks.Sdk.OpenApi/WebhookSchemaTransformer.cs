using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HelpCrunch.Webhooks.Sdk.OpenApi;

/// <summary>Fills the schemas of the SDK's types.</summary>
internal sealed class WebhookSchemaTransformer : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (WebhookSchemas.FindName(context.JsonTypeInfo.Type) is { } name)
        {
            var source = WebhookSchemas.Get(name);
            Copy(source, schema);
            WebhookSchemas.AddReferencedSchemas(context.Document!, source);
        }

        return Task.CompletedTask;
    }

    private static void Copy(OpenApiSchema source, OpenApiSchema target)
    {
        target.Title = source.Title;
        target.Description = source.Description;
        target.Type = source.Type;
        target.Required = source.Required;
        target.Properties = source.Properties;
        target.AnyOf = source.AnyOf;
        target.OneOf = source.OneOf;
    }
}
