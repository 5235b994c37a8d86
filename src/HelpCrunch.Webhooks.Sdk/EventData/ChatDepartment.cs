using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A department of the team.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial record ChatDepartment
{
    /// <summary>
    /// The id of the department, wire name <c>id</c>: a JSON integer, also read from a string.
    /// </summary>
    public required long Id { get; init; }

    /// <summary>
    /// The name, wire name <c>name</c>: a JSON string. Null when it is null or absent.
    /// </summary>
    public string? Name { get; init; }

    /// <inheritdoc cref="WebhookEvent.AdditionalProperties" />
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties
    {
        get;
        init => field = Sdk.AdditionalProperties.From(value);
    } = Sdk.AdditionalProperties.Empty;

    /// <summary>Returns the CLR type and the id. The text does not contain personal data.</summary>
    public override string ToString() => $"ChatDepartment {{ Id = {Id} }}";
}
