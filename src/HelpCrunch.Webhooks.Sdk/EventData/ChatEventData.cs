using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The chat that a chat event is about, wire name <c>eventData</c>.</summary>
/// <remarks>
/// HelpCrunch's own example is edited by hand (snoozed, yet closed; snoozed until before it was created), so conclude from
/// no member what another one is.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial record ChatEventData
{
    /// <summary>
    /// The ids of the agents who have taken part, wire name <c>communicatedAgents</c>: a JSON array of integers. Never null;
    /// empty when there are none, when it is null or absent, and when it cannot be read.
    /// </summary>
    public IReadOnlyList<long> CommunicatedAgents
    {
        get;
        init => field = IdList.From(value);
    } = IdList.Empty;

    /// <summary>
    /// The customer, wire name <c>customer</c>: a JSON object. Null when the wire sends <c>null</c> or leaves it out, which is
    /// documented for the REST API only.
    /// </summary>
    public ChatCustomer? Customer { get; init; }

    /// <summary>
    /// Who closed the chat, wire name <c>closedBy</c>: a JSON string. Null while the chat is not closed.
    /// </summary>
    public ChatClosedBy? ClosedBy { get; init; }

    /// <summary>
    /// The status, wire name <c>status</c>: a JSON string. Null only when it is absent or cannot be read.
    /// </summary>
    public ChatStatus? Status { get; init; }

    /// <summary>
    /// When the chat was closed, wire name <c>closedAt</c>. A JSON string of UNIX seconds with three decimals; read from a number too.
    /// Null while the chat is not closed.
    /// </summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>
    /// The customer's rating, wire name <c>rating</c>: a JSON string. Null until the chat is rated.
    /// </summary>
    public ChatRating? Rating { get; init; }

    /// <summary>
    /// When the chat was created, wire name <c>createdAt</c>. A JSON string of UNIX seconds with three decimals; read from a number too.
    /// Null only when it is absent or cannot be read.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>
    /// Until when the chat is snoozed, wire name <c>snoozedUntil</c>. A JSON string of UNIX seconds with three decimals; read from a number too.
    /// Null when it is not snoozed.
    /// </summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>
    /// The id of the application (the website or app) of the chat, wire name <c>applicationId</c>: a JSON integer. Null when it
    /// is absent; to be expected for chats by e-mail, which is inferred.
    /// </summary>
    public long? ApplicationId { get; init; }

    /// <summary>
    /// The ids of all applications that the customer used, wire name <c>applications</c>. Never null; empty when there are none,
    /// when it is null or absent, and when it cannot be read. The documentation calls it an array and prints <c>{ 743, 42 }</c>,
    /// which is no JSON; every likely shape of it is read, that print included.
    /// </summary>
    public IReadOnlyList<long> Applications
    {
        get;
        init => field = IdList.From(value);
    } = IdList.Empty;

    /// <summary>
    /// The department, wire name <c>department</c>: a JSON object. Null when the chat has none, which is documented for the REST
    /// API only.
    /// </summary>
    public ChatDepartment? Department { get; init; }

    /// <summary>
    /// When the customer last wrote, wire name <c>lastCustomerMessageAt</c>. A JSON string of UNIX seconds with three decimals; read from a number too.
    /// Null when the customer has not written, which is documented for the REST API only.
    /// </summary>
    public DateTimeOffset? LastCustomerMessageAt { get; init; }

    /// <summary>
    /// The id of the chat, wire name <c>chat_id</c> (snake_case, among camelCase neighbours): a JSON integer, read from a string
    /// of one too.
    /// </summary>
    public required long ChatId { get; init; }

    /// <summary>
    /// The agent the chat is assigned to, wire name <c>assignee</c>: a JSON object. Null while the chat is not assigned, which is
    /// documented for the REST API only.
    /// </summary>
    public ChatAgent? Assignee { get; init; }

    /// <summary>
    /// The last message, wire name <c>lastMessage</c>: a JSON object. Null when it is absent or null.
    /// </summary>
    public ChatLastMessage? LastMessage { get; init; }

    /// <summary>
    /// What the object had beyond the members above, by wire name: properties that this version does not model, and documented
    /// ones whose value could not be read as documented. Never null; empty as a rule. Written back on serialisation.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties
    {
        get;
        init => field = Sdk.AdditionalProperties.From(value);
    } = Sdk.AdditionalProperties.Empty;

    /// <summary>The type and the id; nothing personal.</summary>
    public override string ToString() => $"ChatEventData {{ ChatId = {ChatId} }}";
}
