using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Serialization;

/// <summary>Options of apps that could break a model.</summary>
internal static class AppOptions
{
    private static readonly Dictionary<string, JsonSerializerOptions> ByName = new()
    {
        ["default"] = new(),
        ["web"] = new(JsonSerializerDefaults.Web),
        ["snake_case"] = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower,
        },
        ["strict numbers"] = new() { NumberHandling = JsonNumberHandling.Strict },
        ["numbers as text"] = new() { NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString },
        ["strict"] = new(JsonSerializerOptions.Strict),
        ["nulls left out"] = new()
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            IgnoreReadOnlyProperties = true,
        },
        ["preserved references"] = new() { ReferenceHandler = ReferenceHandler.Preserve },
        ["a consumer's context"] = new() { TypeInfoResolver = ConsumerContext.Default },
        ["without reflection"] = new() { TypeInfoResolver = WebhookJson.TypeInfoResolver },
        ["without reflection, chained"] = new() { TypeInfoResolverChain = { CustomTypesContext.Default, WebhookJson.TypeInfoResolver } },
        ["chained the other way"] = new() { TypeInfoResolver = JsonTypeInfoResolver.Combine(WebhookJson.TypeInfoResolver, CustomTypesContext.Default) },
        ["a user's converter of another type"] = new() { Converters = { new JsonStringEnumConverter() } },
    };

    public static TheoryData<string> Names => [.. ByName.Keys];

    public static JsonSerializerOptions Of(string name) => ByName[name];
}
