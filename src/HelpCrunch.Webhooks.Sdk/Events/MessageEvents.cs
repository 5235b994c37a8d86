using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The base type of the 5 message events, such as <see cref="MessageChatCustomerEvent"/>. Other assemblies cannot derive from it.</summary>
/// <remarks>HelpCrunch adds events over time, so a <c>switch</c> over events needs a default arm.</remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public abstract record MessageEvent : WebhookEvent<MessageEventData>
{
    private protected MessageEvent()
    {
    }

    private protected override void VisitEventData(WireVisitor wire) => wire.Record("eventData", EventData);
}

/// <summary>A new incoming chat message was sent by a customer. Wire name <c>message.chat.customer</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record MessageChatCustomerEvent : MessageEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.MessageChatCustomer;
}

/// <summary>A new incoming e-mail message was sent by a customer. Wire name <c>message.email.customer</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record MessageEmailCustomerEvent : MessageEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.MessageEmailCustomer;
}

/// <summary>A new private message was sent by a team member. Wire name <c>message.private</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record MessagePrivateEvent : MessageEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.MessagePrivate;
}

/// <summary>A new chat message was sent by a team member. Wire name <c>message.chat.agent</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record MessageChatAgentEvent : MessageEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.MessageChatAgent;
}

/// <summary>A new e-mail message was sent by a team member. Wire name <c>message.email.agent</c>.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed record MessageEmailAgentEvent : MessageEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.MessageEmailAgent;
}

/// <summary>Reads and creates the message events.</summary>
internal sealed class MessageEventDescriptor(string eventType, Func<Type> getEventClrType, EventConstructor<MessageEventData> createEvent)
    : DocumentedEventDescriptor(eventType, getEventClrType)
{
    /// <summary>The descriptors, in the order of HelpCrunch's documentation.</summary>
    public static readonly MessageEventDescriptor[] All =
    [
        new(WebhookEventTypes.MessageChatCustomer, static () => typeof(MessageChatCustomerEvent), static (data, id, in envelope) => new MessageChatCustomerEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.MessageEmailCustomer, static () => typeof(MessageEmailCustomerEvent), static (data, id, in envelope) => new MessageEmailCustomerEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.MessagePrivate, static () => typeof(MessagePrivateEvent), static (data, id, in envelope) => new MessagePrivateEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.MessageChatAgent, static () => typeof(MessageChatAgentEvent), static (data, id, in envelope) => new MessageChatAgentEvent { Id = id, EventData = data, Envelope = envelope }),
        new(WebhookEventTypes.MessageEmailAgent, static () => typeof(MessageEmailAgentEvent), static (data, id, in envelope) => new MessageEmailAgentEvent { Id = id, EventData = data, Envelope = envelope }),
    ];

    public override string? IdentityName(CustomConverters? converters) => converters?.Find<MessageEventData>() is null ? "chat_id" : null;

    public override WebhookEvent Create(object data, string id, in Envelope envelope) => createEvent((MessageEventData)data, id, envelope);

    protected override object CreateData(ref WireReader wire) => new MessageEventData(ref wire);

    protected override bool TryReadDataWithCustomConverter(ref WireReader wire, out object? data, out IdReadError error) =>
        TryReadDataAs<MessageEventData>(ref wire, out data, out error);
}
