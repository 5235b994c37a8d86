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
        var isChanged = false;
        foreach (var (name, schema) in document.Components?.Schemas?.ToList() ?? [])
        {
            if (schema.Title == name && WebhookSchemas.Contains(name))
            {
                WebhookSchemas.Set(document, name);
                isChanged = true;
            }
        }

        if (isChanged)
        {
            // References are resolved by the workspace, which still has the replaced schemas.
            document.Workspace = new OpenApiWorkspace();
            document.Workspace.RegisterComponents(document);
        }

        return Task.CompletedTask;
    }
}
