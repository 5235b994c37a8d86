using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The customer of a chat, in chat and message events.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial record ChatCustomer
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
    /// The e-mail address, wire name <c>email</c>: a JSON string. Null when the customer has none.
    /// </summary>
    public string? Email { get; init; }

    /// <summary>
    /// The id of the customer in your system, wire name <c>userId</c>: a JSON string. A number is read as its digits.
    /// Null when the customer has none.
    /// </summary>
    public string? UserId { get; init; }

    /// <inheritdoc cref="WebhookEvent.AdditionalProperties" />
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties
    {
        get;
        init => field = Sdk.AdditionalProperties.From(value);
    } = Sdk.AdditionalProperties.Empty;

    /// <summary>Returns the CLR type and the id. The text does not contain personal data.</summary>
    public override string ToString() => $"ChatCustomer {{ Id = {Id} }}";
}
