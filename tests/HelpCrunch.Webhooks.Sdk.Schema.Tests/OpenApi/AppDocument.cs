using System.Text.Json.Nodes;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests.OpenApi;

/// <summary>The OpenAPI document of an app.</summary>
internal static class AppDocument
{
    private static readonly Uri Address = new("/openapi/v1.json", UriKind.Relative);

    public static async Task<JsonNode> GetAsync(Action<WebApplication> map, Action<HelpCrunchWebhooksEndpointOptions>? configure = null)
    {
        await using var app = await StartAsync(map, options => options.AddHelpCrunchWebhooks(), configure);
        return await GetAsync(app);
    }

    /// <summary>Gets the document. Each request creates it.</summary>
    public static async Task<JsonNode> GetAsync(WebApplication app) => JsonNode.Parse(await app.GetTestClient().GetStringAsync(Address))!;

    public static async Task<WebApplication> StartAsync(
        Action<WebApplication> map,
        Action<OpenApiOptions> addOpenApi,
        Action<HelpCrunchWebhooksEndpointOptions>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddHelpCrunchWebhooks(options => options.SigningKeys.Add(new WebhookSigningKey("the signing key of a test"))).AddEndpoint(configure ?? (_ => { }));
        builder.Services.AddOpenApi(addOpenApi);
        var app = builder.Build();
        map(app);
        app.MapOpenApi();
        await app.StartAsync();
        return app;
    }
}
