using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk;

namespace Consumer.Tests;

/// <summary>The defaults.</summary>
[JsonSerializable(typeof(Inbox))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(List<WebhookEvent>))]
[JsonSerializable(typeof(CustomEvent<Order>))]
[JsonSerializable(typeof(UnknownEvent))]
[JsonSerializable(typeof(CustomerEvent))]
[JsonSerializable(typeof(MessageEvent))]
[JsonSerializable(typeof(ChatEventData))]
[JsonSerializable(typeof(CustomerEventData))]
[JsonSerializable(typeof(MessageEventData))]
internal sealed partial class DefaultJson : JsonSerializerContext;

/// <summary>What web apps have.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Inbox))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(List<WebhookEvent>))]
[JsonSerializable(typeof(CustomEvent<Order>))]
[JsonSerializable(typeof(UnknownEvent))]
[JsonSerializable(typeof(CustomerEvent))]
[JsonSerializable(typeof(MessageEvent))]
[JsonSerializable(typeof(ChatEventData))]
[JsonSerializable(typeof(CustomerEventData))]
[JsonSerializable(typeof(MessageEventData))]
internal sealed partial class WebJson : JsonSerializerContext;

/// <summary>snake_case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DictionaryKeyPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Inbox))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(List<WebhookEvent>))]
[JsonSerializable(typeof(CustomEvent<Order>))]
[JsonSerializable(typeof(UnknownEvent))]
[JsonSerializable(typeof(CustomerEvent))]
[JsonSerializable(typeof(MessageEvent))]
[JsonSerializable(typeof(ChatEventData))]
[JsonSerializable(typeof(CustomerEventData))]
[JsonSerializable(typeof(MessageEventData))]
internal sealed partial class SnakeJson : JsonSerializerContext;

/// <summary>With a custom converter that the source generator uses.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(HouseStatusConverter)])]
[JsonSerializable(typeof(List<WebhookEvent>))]
[JsonSerializable(typeof(ChatEventData))]
internal sealed partial class ConvertingJson : JsonSerializerContext;
