using System.ComponentModel;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Reads and writes <see cref="ChatEventData"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChatEventDataJsonConverter() : RecordJsonConverter<ChatEventData>(static (ref wire) => new ChatEventData(ref wire));

/// <summary>Reads and writes <see cref="CustomerEventData"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CustomerEventDataJsonConverter() : RecordJsonConverter<CustomerEventData>(static (ref wire) => new CustomerEventData(ref wire));

/// <summary>Reads and writes <see cref="MessageEventData"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MessageEventDataJsonConverter() : RecordJsonConverter<MessageEventData>(static (ref wire) => new MessageEventData(ref wire));

/// <summary>Reads and writes <see cref="ChatCustomer"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChatCustomerJsonConverter() : RecordJsonConverter<ChatCustomer>(static (ref wire) => new ChatCustomer(ref wire));

/// <summary>Reads and writes <see cref="ChatAgent"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChatAgentJsonConverter() : RecordJsonConverter<ChatAgent>(static (ref wire) => new ChatAgent(ref wire));

/// <summary>Reads and writes <see cref="ChatDepartment"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChatDepartmentJsonConverter() : RecordJsonConverter<ChatDepartment>(static (ref wire) => new ChatDepartment(ref wire));

/// <summary>Reads and writes <see cref="ChatLastMessage"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChatLastMessageJsonConverter() : RecordJsonConverter<ChatLastMessage>(static (ref wire) => new ChatLastMessage(ref wire));

/// <summary>Reads and writes <see cref="ChatMessage"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChatMessageJsonConverter() : RecordJsonConverter<ChatMessage>(static (ref wire) => new ChatMessage(ref wire));
