using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>Changes bodies: as bytes (flip, drop, duplicate, splice), and as JSON, so that the reader does not fail at once.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> corpus)
{
    private const int MaxLength = 16 * 1024;

    private static readonly byte[][] Values = Utf8(
        "null", "true", "false", "0", "1", "-1", "-0", "1.5", "1e3", "1E-7", "1e400", "9.9e11", "2147483648", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "123456789012345678901234567890", "253402300799.9999999", "-62135596800",
        "253402300800", "\"\"", "\" \"", "\"1\"", "\"+1\"", "\"1 \"", "\"1607542030.713\"", "\"-0.0000001\"", "\"1e9\"", "\"9.9e27\"", "\"NaN\"",
        "\"new\"", "\"opened\"", "\"on hold\"", "\"agent\"", "\"chat.new\"", "\"customer.new\"", "\"message.private\"", "\"chat.unheard_of\"",
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u0000\"", "\"\\/\"", "\"\\u006eew\"", "\"é\"", "\"\u2028\"",
        "[]", "{}", "[[]]", "[{}]", "[1,\"2\",{\"id\":3}]", "{\"0\":743,\"2\":\"42\"}", "{ 743, 42 }", "{\"id\":5}", "{\"id\":\"5\",\"name\":1}",
        "{\"id\":{}}", "{\"id\":null}", "[{\"property\":\"a\",\"value\":1}]", "[{\"property\":\"a\"}]", "{\"\\ud800\":1}", "{\"a\":1,\"a\":2}", "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]");

    private static readonly byte[][] Names = Utf8(
        "event", "eventData", "id", "attempts", "lastAttemptAt", "createdAt", "chat_id", "communicatedAgents", "customer", "closedBy", "status",
        "closedAt", "rating", "snoozedUntil", "applicationId", "applications", "department", "lastCustomerMessageAt", "assignee",
        "lastMessage", "name", "email", "role", "userId", "unsubscribed", "customData", "agent", "agentId", "agent_id", "message", "text",
        "updatedAt", "edited", "read", "broadcastType", "property", "value", "", "Event", "\\u0065vent", "\\u0069d", "\\ud800", "é", "new one");

    private static readonly byte[] Bytes = [.. "\"\\{}[],:0129-+.eE \t\r\n/u'*"u8, 0x00, 0x1F, 0x7F, 0x80, 0xBF, 0xC0, 0xC3, 0xED, 0xA0, 0xEF, 0xBB, 0xF4, 0xFE, 0xFF];

    private static readonly byte[][] Spaces = Utf8(" ", "\n", "\r\n", "\t", "    ", " \t\r\n ");

    public byte[] Mutate(FuzzRandom random)
    {
        var body = random.Of(corpus);
        for (var changes = 1 + random.Below(3); changes > 0; changes--)
        {
            var changed = Change(body, random);
            body = changed.Length <= MaxLength ? changed : body;
        }

        return body;
    }

    private byte[] Change(byte[] body, FuzzRandom random)
    {
        var kind = random.Below(5) == 0 ? random.Below(7) : 7 + random.Below(13);
        if (kind < 7)
        {
            return kind switch
            {
                0 => Flip(body, random),
                1 => Replace(body, Some(body, random), []),
                2 => Insert(body, body[Some(body, random)], random),
                3 => Splice(body, random.Of(corpus), random),
                4 => body[..random.Below(body.Length + 1)],
                5 => Insert(body, [random.Of(Bytes)], random),
                _ => Replace(body, Some(body, random), [random.Of(Bytes)]),
            };
        }

        var places = JsonPlaces.Of(body);
        if (places.Values.Count == 0)
        {
            return Insert(body, random.Of(Values), random);
        }

        var value = random.Of(places.Values);
        if (places.Properties.Count == 0 || kind < 13)
        {
            return kind switch
            {
                7 or 8 or 9 => Replace(body, value, random.Of(Values)), // retype
                10 => Replace(body, value, Nested(body[value], random)),
                11 => Replace(body, value, body[random.Of(places.Values)]),
                _ => Replace(body, Between(value.End.Value), random.Of(Spaces)),
            };
        }

        var property = random.Of(places.Properties);
        return kind switch
        {
            13 => Replace(body, Between(property.Start.Value), [.. body[random.Of(places.Properties)], (byte)',']), // another property, or the same again
            14 => Replace(body, random.Of(places.Names), Quoted(random.Of(Names))),
            15 => Replace(body, Between(property.Start.Value), [.. Quoted(random.Of(Names)), (byte)':', .. random.Of(Values), (byte)',']),
            16 => Swap(body, property, random.Of(places.Properties)),
            17 => Replace(body, random.Of(places.Names), Escaped(body[random.Of(places.Names)])),
            18 => Replace(body, value, Escaped(body[value])),
            _ => DropProperty(body, property),
        };
    }

    private static byte[] Flip(byte[] body, FuzzRandom random)
    {
        if (body.Length == 0)
        {
            return body;
        }

        var flipped = body.ToArray();
        flipped[random.Below(body.Length)] ^= (byte)(1 << random.Below(8));
        return flipped;
    }

    private static byte[] Splice(byte[] body, byte[] other, FuzzRandom random) => random.Below(2) == 0
        ? [.. body[..random.Below(body.Length + 1)], .. other[random.Below(other.Length + 1)..]]
        : Insert(body, other[Some(other, random)], random);

    private static byte[] Nested(byte[] value, FuzzRandom random)
    {
        var times = random.Below(6) == 0 ? random.Below(80) : 1 + random.Below(3);
        var (before, after) = random.Below(2) == 0 ? ("["u8.ToArray(), "]"u8.ToArray()) : ("{\"id\":"u8.ToArray(), "}"u8.ToArray());
        var nested = new List<byte>();
        for (var time = 0; time < times; time++)
        {
            nested.AddRange(before);
        }

        nested.AddRange(value);
        for (var time = 0; time < times; time++)
        {
            nested.AddRange(after);
        }

        return [.. nested];
    }

    private static byte[] Swap(byte[] body, Range one, Range other)
    {
        var (first, second) = one.Start.Value < other.Start.Value ? (one, other) : (other, one);
        return first.End.Value > second.Start.Value
            ? body // One contains the other.
            : [.. body[..first.Start], .. body[second], .. body[first.End..second.Start], .. body[first], .. body[second.End..]];
    }

    private static byte[] DropProperty(byte[] body, Range property)
    {
        var end = property.End.Value;
        while (end < body.Length && body[end] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            end++;
        }

        return Replace(body, property.Start.Value..(end < body.Length && body[end] == (byte)',' ? end + 1 : property.End.Value), []);
    }

    /// <summary>The letters of a text as <c>\u</c> escapes; the rest does not change.</summary>
    private static byte[] Escaped(byte[] token)
    {
        var escaped = new List<byte>();
        for (var at = 0; at < token.Length; at++)
        {
            if (token[at] == (byte)'\\' && at + 1 < token.Length)
            {
                escaped.AddRange([token[at], token[++at]]);
            }
            else if (token[0] == (byte)'"' && token[at] is >= (byte)'a' and <= (byte)'z' && (at == 0 || token[at - 1] != (byte)'u'))
            {
                escaped.AddRange(Encoding.ASCII.GetBytes($"\\u{(int)token[at]:x4}"));
            }
            else
            {
                escaped.Add(token[at]);
            }
        }

        return [.. escaped];
    }

    private static byte[] Quoted(byte[] name) => [(byte)'"', .. name, (byte)'"'];

    private static byte[] Insert(byte[] body, byte[] what, FuzzRandom random) => Replace(body, Between(random.Below(body.Length + 1)), what);

    private static byte[] Replace(byte[] body, Range what, byte[] by) => [.. body[..what.Start], .. by, .. body[what.End..]];

    private static Range Between(int at) => at..at;

    private static Range Some(byte[] body, FuzzRandom random)
    {
        var start = random.Below(body.Length + 1);
        return start..(start + (start == body.Length ? 0 : random.Length(body.Length - start)));
    }

    private static byte[][] Utf8(params string[] texts) => Array.ConvertAll(texts, Encoding.UTF8.GetBytes);
}
