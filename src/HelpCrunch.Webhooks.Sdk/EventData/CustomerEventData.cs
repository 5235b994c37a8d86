using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The data of a customer event: the customer. Wire name <c>eventData</c>.</summary>
/// <remarks>
/// HelpCrunch does not document <c>tags</c> and <c>blocked</c> here, although it has events for their changes. If HelpCrunch sends them,
/// they are in <see cref="AdditionalProperties"/>.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial record CustomerEventData
{
    /// <summary>
    /// The id of the customer, wire name <c>id</c>: a JSON integer, also read from a string.
    /// </summary>
    public required long Id { get; init; }

    /// <summary>
    /// The name, wire name <c>name</c>: a JSON string. Null when the customer has none.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// The id of the customer in your system, wire name <c>userId</c>: a JSON string. A number is read as its digits.
    /// Null when the customer has none.
    /// </summary>
    public string? UserId { get; init; }

    /// <summary>
    /// The e-mail address, wire name <c>email</c>: a JSON string. Null when the customer has none. A change to null is also a
    /// <c>customer.email_updated</c> event.
    /// </summary>
    public string? Email { get; init; }

    /// <summary>
    /// Whether the customer has unsubscribed from your e-mails, wire name <c>unsubscribed</c>: a JSON boolean. 0 and 1 are read too. Null
    /// when it is null or absent.
    /// </summary>
    public bool? Unsubscribed { get; init; }

    /// <summary>
    /// Your custom attributes, wire name <c>customData</c>: a JSON object of names and values. Empty when there are none, when it is null or
    /// absent, and when it cannot be read.
    /// </summary>
    public CustomData CustomData
    {
        get;
        init => field = value ?? CustomData.Empty;
    } = CustomData.Empty;

    /// <inheritdoc cref="WebhookEvent.AdditionalProperties" />
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties
    {
        get;
        init => field = Sdk.AdditionalProperties.From(value);
    } = Sdk.AdditionalProperties.Empty;

    /// <summary>Returns the CLR type and the id. The text does not contain personal data.</summary>
    public override string ToString() => $"CustomerEventData {{ Id = {Id} }}";
}
