using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.EventData;

/// <summary>A type of the user's own, read from custom data.</summary>
public sealed record CustomerAttributes
{
    [JsonPropertyName("Next payment date")]
    public string? NextPaymentDate { get; init; }

    [JsonPropertyName("seats")]
    public int? Seats { get; init; }
}

[JsonSerializable(typeof(CustomerAttributes))]
internal sealed partial class AttributesContext : JsonSerializerContext;
