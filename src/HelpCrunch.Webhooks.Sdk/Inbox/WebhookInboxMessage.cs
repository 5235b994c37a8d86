using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// A verified delivery in a durable inbox: the raw body, and what is known of it. <see cref="WebhookInboxProcessor"/> parses the body and
/// runs the handlers. <c>System.Text.Json</c> serializes the message, with the body as Base64.
/// </summary>
[JsonConverter(typeof(WebhookInboxMessageConverter))]
public sealed partial class WebhookInboxMessage
{
    internal WebhookInboxMessage(
        ReadOnlyMemory<byte> body,
        string? id,
        string? eventType,
        string? groupId,
        string endpointName,
        string? account,
        string? keyName,
        DateTimeOffset? receivedAt)
    {
        Body = body;
        Id = id;
        EventType = eventType;
        GroupId = groupId;
        EndpointName = endpointName;
        Account = account;
        KeyName = keyName;
        ReceivedAt = receivedAt;
        DeduplicationId = Sdk.DeduplicationId.Of(this);
    }

    /// <summary>The raw body, as it was signed.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The id of the webhook, wire name <c>id</c>. Null when it could not be read.</summary>
    public string? Id { get; }

    /// <summary>The event type, wire name <c>event</c>. Null when it could not be read.</summary>
    public string? EventType { get; }

    /// <summary>
    /// The chat or the customer of the event, such as <c>chat-8821</c> or <c>customer-7</c>, for engines that process the messages of a group
    /// in order. Like the <see cref="DeduplicationId"/>, it begins with the names of the endpoint and of the account, if there are any. Null
    /// for other events, and when the body could not be read.
    /// </summary>
    public string? GroupId { get; }

    /// <summary>The name of the endpoint; empty for the unnamed endpoint.</summary>
    public string EndpointName { get; }

    /// <summary>The id of the account. Null when the endpoint does not resolve accounts.</summary>
    public string? Account { get; }

    /// <summary>The name of the signing key that matched. Null when the request was not signed, which only <c>AllowUnsignedRequests</c> permits.</summary>
    public string? KeyName { get; }

    /// <summary>When the delivery was received. Null when it is not known.</summary>
    public DateTimeOffset? ReceivedAt { get; }

    /// <summary>
    /// A text that is the same for each redelivery, and different for each endpoint, account, and webhook id. It consists of at most 128
    /// ASCII characters without spaces. Without a readable id, it is a hash of the body.
    /// </summary>
    public string DeduplicationId { get; }

    /// <summary>Creates the message of an event.</summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="body">The raw body that the event was parsed from. It is not copied.</param>
    /// <param name="delivery">How the delivery was received.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="webhookEvent"/> or <paramref name="delivery"/> is null.</exception>
    public static WebhookInboxMessage Create(WebhookEvent webhookEvent, ReadOnlyMemory<byte> body, WebhookDeliveryContext delivery)
    {
        ArgumentNullException.ThrowIfNull(webhookEvent);
        ArgumentNullException.ThrowIfNull(delivery);

        var group = webhookEvent switch
        {
            ChatEvent chat => $"chat-{chat.EventData.ChatId}",
            MessageEvent message => $"chat-{message.EventData.ChatId}",
            CustomerEvent customer => $"customer-{customer.EventData.Id}",
            _ => null,
        };
        var groupId = group is null ? null : Sdk.DeduplicationId.InScope(delivery.EndpointName, delivery.Account, group);
        return Create(body, webhookEvent.Id, webhookEvent.EventType, groupId, delivery);
    }

    /// <summary>Creates the message of a verified body that could not be parsed. A later version of the SDK may be able to parse it.</summary>
    /// <param name="error">The error.</param>
    /// <param name="body">The raw body. It is not copied.</param>
    /// <param name="delivery">How the delivery was received.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> or <paramref name="delivery"/> is null.</exception>
    public static WebhookInboxMessage Create(WebhookParseError error, ReadOnlyMemory<byte> body, WebhookDeliveryContext delivery)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(delivery);

        return Create(body, error.Id, error.EventType, groupId: null, delivery);
    }

    /// <summary>Reads a message that <see cref="ToUtf8Json"/> or <c>System.Text.Json</c> wrote.</summary>
    /// <param name="utf8Json">The JSON object.</param>
    /// <returns>The message.</returns>
    /// <exception cref="JsonException">The bytes are not a message.</exception>
    public static WebhookInboxMessage Parse(ReadOnlySpan<byte> utf8Json)
    {
        var json = new Utf8JsonReader(utf8Json);
        json.Read();
        var message = Read(ref json);
        json.Read(); // Throws if something follows the object.
        return message;
    }

    /// <summary>Writes the message as a JSON object, for a queue or a table that stores bytes.</summary>
    /// <returns>The JSON object.</returns>
    public ReadOnlyMemory<byte> ToUtf8Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json);
        }

        return new ReadOnlyMemory<byte>(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Returns the event type and the id of the webhook, without personal data.</summary>
    public override string ToString() => $"WebhookInboxMessage {{ EventType = {Format(EventType)}, Id = {Format(Id)} }}";

    private static string Format(string? text) => text is null ? "unknown" : LogSanitizer.Sanitize(text);

    private static WebhookInboxMessage Create(ReadOnlyMemory<byte> body, string? id, string? eventType, string? groupId, WebhookDeliveryContext delivery) =>
        new(body, id, eventType, groupId, delivery.EndpointName, delivery.Account, delivery.KeyName, delivery.ReceivedAt);
}
