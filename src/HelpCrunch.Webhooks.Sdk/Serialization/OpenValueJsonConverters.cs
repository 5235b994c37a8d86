using System.ComponentModel;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Reads and writes <see cref="ChatStatus"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChatStatusJsonConverter() : OpenValueJsonConverter<ChatStatus>(ChatStatus.Words);

/// <summary>Reads and writes <see cref="ChatRating"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChatRatingJsonConverter() : OpenValueJsonConverter<ChatRating>(ChatRating.Words);

/// <summary>Reads and writes <see cref="ChatClosedBy"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChatClosedByJsonConverter() : OpenValueJsonConverter<ChatClosedBy>(ChatClosedBy.Words);

/// <summary>Reads and writes <see cref="AgentRole"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AgentRoleJsonConverter() : OpenValueJsonConverter<AgentRole>(AgentRole.Words);

/// <summary>Reads and writes <see cref="BroadcastType"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BroadcastTypeJsonConverter() : OpenValueJsonConverter<BroadcastType>(BroadcastType.Words);
