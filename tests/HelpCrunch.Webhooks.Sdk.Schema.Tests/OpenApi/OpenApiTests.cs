using System.Text.Json.Nodes;
using HelpCrunch.Webhooks.Sdk.Schema.Tests.Generation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests.OpenApi;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Document_MappedEndpoint_HasTheEventsAsBody()
    {
        var document = await AppDocument.GetAsync(app => app.MapHelpCrunchWebhooks("/webhooks"));

        document["paths"]!["/webhooks"]!.AsObject().Select(path => path.Key).Should().Equal("post");
        var body = document["paths"]!["/webhooks"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!;
        body["$ref"]!.GetValue<string>().Should().Be("#/components/schemas/WebhookEvent");
        document["components"]!["schemas"]!["WebhookEvent"]!["oneOf"]!.AsArray().Select(schema => schema!["$ref"]!.GetValue<string>().Split('/')[^1])
            .Should().Equal(WebhookEventTypes.All.Select(eventType => SchemaFiles.EventClrType(eventType).Name).Append("UnknownEvent"));
    }

    [Fact]
    public async Task Document_MappedEndpoint_HasTheSchemasOfTheFile()
    {
        var document = await AppDocument.GetAsync(app => app.MapHelpCrunchWebhooks("/webhooks"));

        var schemas = document["components"]!["schemas"]!.AsObject();
        var expected = OpenApiFile.Create()["components"]!["schemas"]!.AsObject();
        foreach (var (name, schema) in schemas.Where(schema => schema.Key != "ProblemDetails"))
        {
            schema!["description"]!.GetValue<string>().Should().Be(expected[name]!["description"]!.GetValue<string>());
            schema["properties"]?.AsObject().Select(property => property.Key)
                .Should().BeEquivalentTo(expected[name]!["properties"]!.AsObject().Select(property => property.Key));
        }

        schemas.Select(schema => schema.Key).Except(["ProblemDetails"])
            .Should().BeEquivalentTo(expected.Select(schema => schema.Key).Except(["ChatEvent", "CustomerEvent", "MessageEvent"]));
    }

    [Fact]
    public async Task Document_MappedEndpoint_HasTheSignatureHeader()
    {
        var document = await AppDocument.GetAsync(app => app.MapHelpCrunchWebhooks("/webhooks/{account}"));

        var parameters = document["paths"]!["/webhooks/{account}"]!["post"]!["parameters"]!.AsArray();
        parameters.Select(parameter => $"{parameter!["in"]} {parameter["name"]} {parameter["required"]}")
            .Should().Equal("path account true", "header X-HelpCrunch-Signature true");
        parameters[1]!["description"]!.GetValue<string>().Should().StartWith("Computes and verifies");
    }

    [Fact]
    public async Task Document_MappedEndpoint_HasEachResponse()
    {
        var document = await AppDocument.GetAsync(app => app.MapHelpCrunchWebhooks("/webhooks"));

        document["paths"]!["/webhooks"]!["post"]!["responses"]!.AsObject().Select(response => $"{response.Key}: {response.Value!["description"]}").Should().Equal(
            "200: The delivery was handled, or it was handled before.",
            "400: The body is not a HelpCrunch webhook, or it did not arrive completely.",
            "401: The signature is missing, malformed, or does not match, the account is not known, or the delivery is too old.",
            "405: The method is not POST.",
            "413: The body is too large.",
            "415: The Content-Type is not JSON, and the body is not signed JSON.",
            "500: A handler failed. HelpCrunch may send the delivery again.",
            "503: The delivery is in progress, or a service that the endpoint needs is not available. HelpCrunch may send the delivery again.");
    }

    [Fact]
    public async Task Document_ExcludedEndpoint_IsNotThere()
    {
        var document = await AppDocument.GetAsync(app => app.MapHelpCrunchWebhooks("/webhooks").ExcludeFromDescription());

        document["paths"]!.AsObject().Should().BeEmpty();
    }

    [Fact]
    public async Task Document_AppEndpointWithTypesOfTheSdk_HasTheirSchemas()
    {
        var document = await AppDocument.GetAsync(app => app.MapPost("/chats", (Chat chat) => TypedResults.Ok(chat)));

        var chat = document["components"]!["schemas"]!["Chat"]!["properties"]!;
        chat["status"]!["$ref"]!.GetValue<string>().Should().Be("#/components/schemas/ChatStatus");
        chat["customer"]!["$ref"]!.GetValue<string>().Should().Be("#/components/schemas/ChatCustomer");
        document["components"]!["schemas"]!["ChatStatus"]!["anyOf"]!.AsArray().Should().HaveCount(2);
        document["components"]!["schemas"]!["ChatCustomer"]!["properties"]!.AsObject().Should().HaveCount(4);
    }

    public sealed record Chat(ChatStatus Status, ChatCustomer Customer, ChatRating? Rating);
}
