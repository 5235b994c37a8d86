using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Serialization;

/// <summary>A custom type whose members have the converters as attributes.</summary>
public sealed record Times
{
    [JsonPropertyName("text")]
    [JsonConverter(typeof(UnixTimestampStringJsonConverter))]
    public DateTimeOffset Text { get; init; }

    [JsonPropertyName("maybeText")]
    [JsonConverter(typeof(UnixTimestampStringJsonConverter))]
    public DateTimeOffset? MaybeText { get; init; }

    [JsonPropertyName("number")]
    [JsonConverter(typeof(UnixTimestampNumberJsonConverter))]
    public DateTimeOffset Number { get; init; }

    [JsonPropertyName("maybeNumber")]
    [JsonConverter(typeof(UnixTimestampNumberJsonConverter))]
    public DateTimeOffset? MaybeNumber { get; init; }
}

[JsonSerializable(typeof(Times))]
internal sealed partial class TimesContext : JsonSerializerContext;
