using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using HelpCrunch.Webhooks.Sdk.Schema.Tests.Generation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

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
            Sorted(schema)!.ToJsonString().Should().Be(Sorted(expected[name])!.ToJsonString());
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
            "200: The delivery was handled or parked, or it was handled before.",
            "400: The body is not a HelpCrunch webhook, or it did not arrive completely.",
            "401: The signature is missing, malformed, or does not match, the account is not known, or the delivery is too old.",
            "405: The method is not POST.",
            "413: The body is too large.",
            "415: The Content-Type is not JSON, and the body is not signed JSON.",
            "500: A handler failed, or a middleware read the body before. HelpCrunch may send the delivery again.",
            "503: A service that the endpoint needs is not available, or its options are not valid, or the delivery is in progress. HelpCrunch may send the delivery again.");
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(409)]
    public async Task Document_MappedEndpoint_HasTheStatusesOfRejectionsAndOutcomes(int inProgressStatusCode)
    {
        var statuses = StatusesOf("Rejection").Concat(StatusesOf("DeliveryOutcome"))
            .Where(status => status.Name is not ("ClientDisconnected" or "InProgress")) // No client receives the first.
            .Select(status => status.Code)
            .Append(inProgressStatusCode);

        var document = await AppDocument.GetAsync(app => app.MapHelpCrunchWebhooks("/webhooks"), options => options.InProgressStatusCode = inProgressStatusCode);

        document["paths"]!["/webhooks"]!["post"]!["responses"]!.AsObject().Select(response => response.Key)
            .Should().Equal(statuses.Distinct().Order().Select(status => status.ToString(CultureInfo.InvariantCulture)));
        document["paths"]!["/webhooks"]!["post"]!["responses"]![$"{inProgressStatusCode}"]!["description"]!.GetValue<string>()
            .Should().EndWithEquivalentOf("the delivery is in progress. HelpCrunch may send the delivery again.");
    }

    [Fact]
    public async Task Document_MappedEndpoint_HasTheResponsesOfTheApp()
    {
        var document = await AppDocument.GetAsync(app => app.MapHelpCrunchWebhooks("/webhooks")
            .WithMetadata(new ProducesResponseTypeMetadata(429) { Description = "Too many requests." }, new ProducesResponseTypeMetadata(200) { Description = "Thanks." }));

        var responses = document["paths"]!["/webhooks"]!["post"]!["responses"]!;
        responses["429"]!["description"]!.GetValue<string>().Should().Be("Too many requests.");
        responses["200"]!["description"]!.GetValue<string>().Should().Be("Thanks.");
    }

    [Fact]
    public async Task Document_AppEndpointWithSignature_IsNotDescribedAsMappedEndpoint()
    {
        var document = await AppDocument.GetAsync(app => app.MapPost("/own", (VerifiedWebhook webhook) => TypedResults.Ok(webhook.Event.Id)).RequireHelpCrunchSignature());

        document["paths"]!["/own"]!["post"]!["responses"]!.AsObject().Select(response => response.Key).Should().Equal("200");
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

    [Fact]
    public async Task Document_TwoRequests_ShareNoSchemaAndNoParameter()
    {
        List<OpenApiDocument> documents = [];
        await using var app = await AppDocument.StartAsync(app => app.MapHelpCrunchWebhooks("/webhooks"), options => options
            .AddHelpCrunchWebhooks()
            .AddDocumentTransformer((document, _, _) =>
            {
                documents.Add(document);
                return Task.CompletedTask;
            }));

        await AppDocument.GetAsync(app);
        await AppDocument.GetAsync(app);

        var elements = documents.Select(document => ElementsOf(document, new(ReferenceEqualityComparer.Instance))).ToArray();
        elements[0].OfType<OpenApiSchema>().Should().HaveCountGreaterThan(200);
        elements[0].OfType<OpenApiParameter>().Should().ContainSingle();
        elements[0].Intersect(elements[1], ReferenceEqualityComparer.Instance).Should().BeEmpty();
    }

    [Fact]
    public async Task Document_TransformerOfTheAppChangesASchema_ChangesThisDocumentOnly()
    {
        List<string?> descriptions = [];
        await using var app = await AppDocument.StartAsync(app => app.MapHelpCrunchWebhooks("/webhooks"), options => options
            .AddHelpCrunchWebhooks()
            .AddDocumentTransformer((document, _, _) =>
            {
                var schemas = document.Components!.Schemas!;
                schemas["WebhookEvent"].Description = "Changed.";
                schemas["ChatCustomer"].Description += " Changed.";
                descriptions.Add(document.Paths["/webhooks"].Operations!.Values.Single().RequestBody!.Content!["application/json"].Schema!.Description);
                descriptions.Add(schemas["ChatEventData"].Properties!["customer"].AnyOf!.OfType<OpenApiSchemaReference>().Single().Description);
                return Task.CompletedTask;
            }));

        await AppDocument.GetAsync(app);
        await AppDocument.GetAsync(app);

        const string Customer = "The customer of a chat, in chat and message events. Changed.";
        descriptions.Should().Equal(["Changed.", Customer, "Changed.", Customer], "references are those of the document");
    }

    [Fact]
    public async Task Document_NamesOfTheApp_AreThoseOfItsTypes()
    {
        await using var app = await AppDocument.StartAsync(app => app.MapPost("/chats", (Chat chat) => TypedResults.Ok(chat)), options =>
        {
            options.CreateSchemaReferenceId = typeInfo => $"Shop{typeInfo.Type.Name}";
            options.AddHelpCrunchWebhooks();
        });

        var schemas = (await AppDocument.GetAsync(app))["components"]!["schemas"]!.AsObject();

        schemas.Select(schema => schema.Key).Should().Contain(["ShopChat", "ChatStatus", "ChatCustomer"]);
        schemas["ChatStatus"]!["anyOf"]!.AsArray().Should().HaveCount(2);
    }

    /// <summary>The elements of a document that a transformer can change, and their collections.</summary>
    private static HashSet<object> ElementsOf(object? value, HashSet<object> found)
    {
        if (value is IEnumerable values and not string and not JsonNode)
        {
            found.Add(value);
            foreach (var part in values)
            {
                ElementsOf(part, found);
            }
        }
        else if (value?.GetType() is { IsClass: true } type && type.Namespace == typeof(OpenApiSchema).Namespace && found.Add(value))
        {
            foreach (var property in type.GetProperties().Where(property => property.GetIndexParameters().Length == 0))
            {
                ElementsOf(property.GetValue(value), found);
            }
        }
        else if (value?.GetType() is { IsGenericType: true } pair && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            ElementsOf(pair.GetProperty("Value")!.GetValue(value), found);
        }

        return found;
    }

    private static IEnumerable<(string Name, int Code)> StatusesOf(string table)
    {
        var type = typeof(HelpCrunchWebhooksEndpointOptions).Assembly.GetType($"HelpCrunch.Webhooks.Sdk.AspNetCore.{table}", throwOnError: true)!;
        return type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == type)
            .Select(field => (field.Name, (int)type.GetProperty("StatusCode")!.GetValue(field.GetValue(null))!));
    }

    /// <summary>Sorts keywords and types. Microsoft.OpenApi writes them in another order, which has no meaning.</summary>
    private static JsonNode? Sorted(JsonNode? schema) => schema switch
    {
        JsonObject node => new JsonObject(node.OrderBy(keyword => keyword.Key, StringComparer.Ordinal).Select(keyword => KeyValuePair.Create(
            keyword.Key,
            keyword is { Key: "type", Value: JsonArray types } ? SortedTypes(types) : Sorted(keyword.Value)))),
        JsonArray nodes => new JsonArray([.. nodes.Select(Sorted)]),
        _ => schema?.DeepClone(),
    };

    private static JsonArray SortedTypes(JsonArray types) => new([.. types.Select(type => type!.GetValue<string>()).Order(StringComparer.Ordinal).Select(type => (JsonNode)type)]);

    public sealed record Chat(ChatStatus Status, ChatCustomer Customer, ChatRating? Rating);
}
