namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>The message of an app that uses Wolverine without the SDK. It is stored with the body as Base64, as that of the SDK is.</summary>
/// <param name="Id">The id for the deduplication.</param>
/// <param name="EventType">The event type.</param>
/// <param name="ReceivedAt">When the delivery was received.</param>
/// <param name="Body">The raw body.</param>
public sealed record PlainDelivery(string Id, string EventType, DateTimeOffset ReceivedAt, byte[] Body);
