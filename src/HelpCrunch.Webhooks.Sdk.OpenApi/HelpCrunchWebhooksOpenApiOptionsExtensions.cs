using HelpCrunch.Webhooks.Sdk.OpenApi;
using Microsoft.AspNetCore.OpenApi;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Describes HelpCrunch webhooks in OpenAPI documents.</summary>
public static class HelpCrunchWebhooksOpenApiOptionsExtensions
{
    /// <summary>
    /// Adds the schemas of events, records and open values to the document, and describes the signature header. Without them, the schemas
    /// are empty, because the types have converters.
    /// </summary>
    /// <remarks>If you set <see cref="OpenApiOptions.CreateSchemaReferenceId"/>, set it before this call, which uses it for all other types.</remarks>
    /// <param name="options">The options of <c>AddOpenApi</c>.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public static OpenApiOptions AddHelpCrunchWebhooks(this OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        var createSchemaReferenceId = options.CreateSchemaReferenceId;
        options.CreateSchemaReferenceId = typeInfo => WebhookSchemas.FindName(typeInfo.Type) ?? createSchemaReferenceId(typeInfo);
        options.AddSchemaTransformer<WebhookSchemaTransformer>();
        options.AddDocumentTransformer<WebhookDocumentTransformer>();
        options.AddOperationTransformer<SignatureHeaderTransformer>();
        return options;
    }
}
