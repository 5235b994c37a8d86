using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Something happened to a message. Closed: its cases are the 5 events of this file, and will be more as HelpCrunch's are.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<MessageEvent>))]
public abstract record MessageEvent : WebhookEvent<MessageEventData>
{
    private protected override void VisitEventData(WireVisitor wire) => wire.Record("eventData", EventData);
}

/// <summary>A new incoming chat message was sent by a customer. Wire name <c>message.chat.customer</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<MessageChatCustomerEvent>))]
public sealed record MessageChatCustomerEvent : MessageEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.MessageChatCustomer;
}

/// <summary>A new incoming e-mail message was sent by a customer. Wire name <c>message.email.customer</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<MessageEmailCustomerEvent>))]
public sealed record MessageEmailCustomerEvent : MessageEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.MessageEmailCustomer;
}

/// <summary>A new private message was sent by a team member. Wire name <c>message.private</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<MessagePrivateEvent>))]
public sealed record MessagePrivateEvent : MessageEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.MessagePrivate;
}

/// <summary>A new chat message was sent by a team member. Wire name <c>message.chat.agent</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<MessageChatAgentEvent>))]
public sealed record MessageChatAgentEvent : MessageEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.MessageChatAgent;
}

/// <summary>A new e-mail message was sent by a team member. Wire name <c>message.email.agent</c>.</summary>
[JsonConverter(typeof(WebhookEventJsonConverter<MessageEmailAgentEvent>))]
public sealed record MessageEmailAgentEvent : MessageEvent
{
    private protected override string EventTypeCore => WebhookEventTypes.MessageEmailAgent;
}
