using System.Text.Json.Nodes;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests.OpenApi;

/// <summary>The OpenAPI document of an app.</summary>
internal static class AppDocument
{
    public static async Task<JsonNode> GetAsync(Action<WebApplication> map, Action<HelpCrunchWebhooksEndpointOptions>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddHelpCrunchWebhooks(options => options.SigningKeys.Add(new WebhookSigningKey("the signing key of a test"))).AddEndpoint(configure ?? (_ => { }));
        builder.Services.AddOpenApi(options => options.AddHelpCrunchWebhooks());
        await using var app = builder.Build();
        map(app);
        app.MapOpenApi();
        await app.StartAsync();
        return JsonNode.Parse(await app.GetTestClient().GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
    }
}
