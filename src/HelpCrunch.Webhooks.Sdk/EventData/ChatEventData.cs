using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The data of a chat event: the chat. Wire name <c>eventData</c>.</summary>
/// <remarks>
/// HelpCrunch's example contradicts itself: the chat is both snoozed and closed, and it is snoozed until a time before it was created. Do
/// not infer the value of one member from another.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial record ChatEventData
{
    /// <summary>
    /// The ids of the agents who took part, wire name <c>communicatedAgents</c>: a JSON array of integers. Empty when there are none, when
    /// it is null or absent, and when it cannot be read.
    /// </summary>
    public IReadOnlyList<long> CommunicatedAgents
    {
        get;
        init => field = IdList.From(value);
    } = IdList.Empty;

    /// <summary>
    /// The customer, wire name <c>customer</c>: a JSON object. Null when it is null or absent. Null is documented for the REST API only.
    /// </summary>
    public ChatCustomer? Customer { get; init; }

    /// <summary>
    /// Who closed the chat, wire name <c>closedBy</c>: a JSON string. Null while the chat is not closed.
    /// </summary>
    public ChatClosedBy? ClosedBy { get; init; }

    /// <summary>
    /// The status, wire name <c>status</c>: a JSON string. Null when it is absent or cannot be read.
    /// </summary>
    public ChatStatus? Status { get; init; }

    /// <summary>
    /// When the chat was closed, wire name <c>closedAt</c>: a JSON string of UNIX seconds with three decimals, also read from a number.
    /// Null while the chat is not closed.
    /// </summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>
    /// The customer's rating, wire name <c>rating</c>: a JSON string. Null until the chat is rated.
    /// </summary>
    public ChatRating? Rating { get; init; }

    /// <summary>
    /// When the chat was created, wire name <c>createdAt</c>: a JSON string of UNIX seconds with three decimals, also read from a number.
    /// Null when it is absent or cannot be read.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>
    /// When the snooze of the chat ends, wire name <c>snoozedUntil</c>: a JSON string of UNIX seconds with three decimals, also read from a
    /// number. Null when the chat is not snoozed.
    /// </summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>
    /// The id of the application (the website or app) of the chat, wire name <c>applicationId</c>: a JSON integer. Null when it is null or
    /// absent. Inferred: e-mail chats do not have it.
    /// </summary>
    public long? ApplicationId { get; init; }

    /// <summary>
    /// The ids of all applications that the customer used, wire name <c>applications</c>: a JSON array of integers. Empty when there are
    /// none, when it is null or absent, and when it cannot be read. HelpCrunch's documentation calls it an array but prints
    /// <c>{ 743, 42 }</c>, which is not JSON. That text and a JSON object of ids are read too.
    /// </summary>
    public IReadOnlyList<long> Applications
    {
        get;
        init => field = IdList.From(value);
    } = IdList.Empty;

    /// <summary>
    /// The department, wire name <c>department</c>: a JSON object. Null when the chat does not have one. Null is documented for the REST API
    /// only.
    /// </summary>
    public ChatDepartment? Department { get; init; }

    /// <summary>
    /// When the customer last wrote, wire name <c>lastCustomerMessageAt</c>: a JSON string of UNIX seconds with three decimals, also read from a number.
    /// Null when the customer has not written. Null is documented for the REST API only.
    /// </summary>
    public DateTimeOffset? LastCustomerMessageAt { get; init; }

    /// <summary>
    /// The id of the chat, wire name <c>chat_id</c> (in snake case, unlike the other names): a JSON integer, also read from a string.
    /// </summary>
    public required long ChatId { get; init; }

    /// <summary>
    /// The agent to whom the chat is assigned, wire name <c>assignee</c>: a JSON object. Null while the chat is not assigned. Null is
    /// documented for the REST API only.
    /// </summary>
    public ChatAgent? Assignee { get; init; }

    /// <summary>
    /// The last message, wire name <c>lastMessage</c>: a JSON object. Null when it is null or absent.
    /// </summary>
    public ChatLastMessage? LastMessage { get; init; }

    /// <inheritdoc cref="WebhookEvent.AdditionalProperties" />
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties
    {
        get;
        init => field = Sdk.AdditionalProperties.From(value);
    } = Sdk.AdditionalProperties.Empty;

    /// <summary>Returns the CLR type and the id. The text does not contain personal data.</summary>
    public override string ToString() => $"ChatEventData {{ ChatId = {ChatId} }}";
}
