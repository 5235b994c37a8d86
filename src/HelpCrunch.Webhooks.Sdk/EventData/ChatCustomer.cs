using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The customer of a chat, as chat and message events show them.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial record ChatCustomer
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
    /// The e-mail address, wire name <c>email</c>: a JSON string. Null when the customer has none.
    /// </summary>
    public string? Email { get; init; }

    /// <summary>
    /// The id that your own system gave the customer, wire name <c>userId</c>: a JSON string; a number is read as its digits.
    /// Null when the customer has none.
    /// </summary>
    public string? UserId { get; init; }

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
    public override string ToString() => $"ChatCustomer {{ Id = {Id} }}";
}
