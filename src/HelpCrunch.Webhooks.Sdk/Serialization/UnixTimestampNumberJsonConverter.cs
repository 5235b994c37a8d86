using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// UNIX timestamps as they stand in the envelope: written as an integer of seconds, <c>1607542030</c>, and with decimals where
/// the integer would not be exact. For members of your own types that hold such times.
/// </summary>
/// <exception cref="JsonException">Thrown on reading a value that is no UNIX timestamp.</exception>
public sealed class UnixTimestampNumberJsonConverter() : UnixTimestampJsonConverter(WireTimestamp.WriteNumber);
