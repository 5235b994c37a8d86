using System.ComponentModel;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Reads and writes <see cref="ChatStatus"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChatStatusJsonConverter() : OpenValueJsonConverter<ChatStatus>(ChatStatus.Known, static text => new ChatStatus(text));

/// <summary>Reads and writes <see cref="ChatRating"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChatRatingJsonConverter() : OpenValueJsonConverter<ChatRating>(ChatRating.Known, static text => new ChatRating(text));

/// <summary>Reads and writes <see cref="ChatClosedBy"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChatClosedByJsonConverter() : OpenValueJsonConverter<ChatClosedBy>(ChatClosedBy.Known, static text => new ChatClosedBy(text));

/// <summary>Reads and writes <see cref="AgentRole"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AgentRoleJsonConverter() : OpenValueJsonConverter<AgentRole>(AgentRole.Known, static text => new AgentRole(text));

/// <summary>Reads and writes <see cref="BroadcastType"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BroadcastTypeJsonConverter() : OpenValueJsonConverter<BroadcastType>(BroadcastType.Known, static text => new BroadcastType(text));
