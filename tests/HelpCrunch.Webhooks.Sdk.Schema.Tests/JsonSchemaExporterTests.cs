using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests;

public sealed class JsonSchemaExporterTests
{
    [Fact]
    public void Get_AsTransformSchemaNode_DescribesTheTypesOfTheSdk()
    {
        var options = new JsonSchemaExporterOptions { TransformSchemaNode = static (context, schema) => WebhookJsonSchema.Get(context.TypeInfo.Type) ?? schema };

        var schema = JsonSerializerOptions.Default.GetJsonSchemaAsNode(typeof(Chat), options);

        var properties = schema["properties"]!;
        properties["Customer"]!["title"]!.GetValue<string>().Should().Be("ChatCustomer");
        properties["Rating"]!["anyOf"]![0]!["title"]!.GetValue<string>().Should().Be("ChatRating");
        properties["Status"]!["title"]!.GetValue<string>().Should().Be("ChatStatus");
    }

    [Fact]
    public void Get_OpenValue_HasTheKnownValuesAndAnyText() => WebhookJsonSchema.Get(typeof(ChatClosedBy))!.ToJsonString().Should().Be(
        """{"title":"ChatClosedBy","anyOf":[{"type":"string","enum":["customer","agent"]},{"type":"string"}]}""");

    [Fact]
    public void Get_NullableOpenValue_AlsoHasNull() => WebhookJsonSchema.Get(typeof(ChatClosedBy?))!.ToJsonString().Should().Be(
        """{"anyOf":[{"title":"ChatClosedBy","anyOf":[{"type":"string","enum":["customer","agent"]},{"type":"string"}]},{"type":"null"}]}""");

    [Fact]
    public void Get_EachConvertedType_HasASchema()
    {
        foreach (var type in typeof(WebhookEvent).Assembly.GetExportedTypes().Where(type => !type.IsGenericType && new WebhookJsonConverterFactory().CanConvert(type)))
        {
            WebhookJsonSchema.Get(type)!["title"]!.GetValue<string>().Should().Be(type.Name);
        }
    }

    [Theory]
    [InlineData(typeof(string))]
    [InlineData(typeof(int?))]
    [InlineData(typeof(CustomEvent<int>))]
    [InlineData(typeof(WebhookParser))]
    public void Get_AnotherType_IsNull(Type type) => WebhookJsonSchema.Get(type).Should().BeNull();

    [Fact]
    public void Get_Twice_ReturnsSeparateSchemas()
    {
        WebhookJsonSchema.Get(typeof(ChatStatus))!.Clear();

        JsonNode.DeepEquals(WebhookJsonSchema.Get(typeof(ChatStatus)), new JsonObject()).Should().BeFalse();
    }

    private sealed record Chat(ChatStatus Status, ChatCustomer Customer, ChatRating? Rating);
}
