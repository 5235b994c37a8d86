using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HelpCrunch.Webhooks.Sdk.OpenApi;

/// <summary>Describes the signature header of the endpoints.</summary>
internal sealed class SignatureHeaderTransformer : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        for (var index = 0; index < operation.Parameters?.Count; index++)
        {
            if (operation.Parameters[index] is { In: ParameterLocation.Header, Name: WebhookSignature.HeaderName })
            {
                operation.Parameters[index] = WebhookSchemas.CreateSignatureHeader();
            }
        }

        return Task.CompletedTask;
    }
}
