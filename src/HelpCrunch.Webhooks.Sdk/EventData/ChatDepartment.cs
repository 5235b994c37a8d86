using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A department of the team.</summary>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public sealed partial record ChatDepartment
{
    /// <summary>
    /// The id of the department, wire name <c>id</c>: a JSON integer, read from a string of one too.
    /// </summary>
    public required long Id { get; init; }

    /// <summary>
    /// The name, wire name <c>name</c>: a JSON string. Null when it is null or absent.
    /// </summary>
    public string? Name { get; init; }

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
    public override string ToString() => $"ChatDepartment {{ Id = {Id} }}";
}
