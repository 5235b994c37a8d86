using System.Text.Json;
using HelpCrunch.Webhooks.Sdk;

namespace Consumer.Tests;

/// <summary>One body for each event, and bodies that the SDK has no type for.</summary>
internal static class Bodies
{
    public const string Unknown = """{"event":"call.missed","eventData":{"call":1},"attempts":0,"lastAttemptAt":null,"createdAt":null,"id":"w-1"}""";

    public const string OrderPaid = """{"event":"order.paid","eventData":{"orderName":"A","totalCount":3},"attempts":0,"lastAttemptAt":null,"createdAt":null,"id":"w-2"}""";

    public static TheoryData<string> EventTypes => [.. WebhookEventTypes.All];

    /// <summary>As the SDK writes it, without white space.</summary>
    public static string Of(string eventType) =>
        JsonSerializer.Serialize(JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Events", eventType + ".json"))));
}
