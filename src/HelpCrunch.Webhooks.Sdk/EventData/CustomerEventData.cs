using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The customer that a customer event is about, wire name <c>eventData</c>.</summary>
/// <remarks>
/// HelpCrunch documents no <c>tags</c> and no <c>blocked</c> here, though events exist for their changes. Should the wire have them,
/// they are in <see cref="AdditionalProperties"/>.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial record CustomerEventData
{
    /// <summary>
    /// The id of the customer, wire name <c>id</c>: a JSON integer, read from a string of one too.
    /// </summary>
    public required long Id { get; init; }

    /// <summary>
    /// The name, wire name <c>name</c>: a JSON string. Null when the customer has none.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// The id that your own system gave the customer, wire name <c>userId</c>: a JSON string; a number is read as its digits.
    /// Null when the customer has none.
    /// </summary>
    public string? UserId { get; init; }

    /// <summary>
    /// The e-mail address, wire name <c>email</c>: a JSON string. Null when the customer has none; a change to null is a
    /// <c>customer.email_updated</c> too.
    /// </summary>
    public string? Email { get; init; }

    /// <summary>
    /// Whether the customer has unsubscribed from your e-mails, wire name <c>unsubscribed</c>: a JSON boolean; 0 and 1 are read
    /// too. Null when it is null or absent.
    /// </summary>
    public bool? Unsubscribed { get; init; }

    /// <summary>
    /// Your custom attributes, wire name <c>customData</c>: a JSON object of names to scalars. Never null; empty when there are
    /// none, which PHP writes as <c>[]</c>, when it is null or absent, and when it cannot be read.
    /// </summary>
    public CustomData CustomData
    {
        get;
        init => field = value ?? CustomData.Empty;
    } = CustomData.Empty;

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
    public override string ToString() => $"CustomerEventData {{ Id = {Id} }}";
}
