using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.EventData;

/// <summary>A custom type that is read from custom data.</summary>
public sealed record CustomerAttributes
{
    [JsonPropertyName("Next payment date")]
    public string? NextPaymentDate { get; init; }

    [JsonPropertyName("seats")]
    public int? Seats { get; init; }
}

[JsonSerializable(typeof(CustomerAttributes))]
internal sealed partial class AttributesContext : JsonSerializerContext;
