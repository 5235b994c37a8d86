using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// UNIX timestamps as they stand inside <c>eventData</c>: written as a string of seconds with three decimals,
/// <c>"1607542030.713"</c>, and more where three would not be exact. For members of your own types that hold such times.
/// </summary>
/// <exception cref="JsonException">Thrown on reading a value that is no UNIX timestamp.</exception>
public sealed class UnixTimestampStringJsonConverter() : UnixTimestampJsonConverter(WireTimestamp.WriteText);
