using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Properties that are not modelled, as the bytes they came in. Most are never looked at, and a body may have thousands: read at
/// once, each would cost several objects.
/// </summary>
internal static class UnreadProperties
{
    /// <param name="unread">Those collected so far; null when there are none yet.</param>
    /// <param name="property">A name with its value.</param>
    public static void Add(ref PooledBytes? unread, ReadOnlySpan<byte> property)
    {
        var isFirst = unread is null;
        unread ??= new PooledBytes();
        unread.Append(isFirst ? "{"u8 : ","u8);
        unread.Append(property);
    }

    /// <summary>All of them, as one JSON object. Gives the collected bytes back.</summary>
    public static byte[] ToJson(PooledBytes unread)
    {
        using (unread)
        {
            unread.Append("}"u8);
            return unread.Span.ToArray();
        }
    }

    /// <summary>Reads what <see cref="ToJson"/> returned into a dictionary, the last of each name.</summary>
    public static void Read(byte[] json, Dictionary<string, JsonElement> properties)
    {
        var reader = new Utf8JsonReader(json, KeptJson.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            WireScalar.TryGetUtf8(ref reader, out var name); // A name whose escapes are no Unicode text is known by the escapes themselves.
            properties[Encoding.UTF8.GetString(name)] = JsonElement.ParseValue(ref reader);
        }
    }
}
