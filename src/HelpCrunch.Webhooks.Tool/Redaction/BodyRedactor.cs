using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace HelpCrunch.Webhooks.Tool.Redaction;

/// <summary>
/// Replaces the values of a body in place. What stays is known: the structure, documented names, event types, known values, booleans and
/// null. Everything else is replaced.
/// </summary>
internal sealed class BodyRedactor(TextReplacer texts, TimestampShift timestamps)
{
    private const int MaxDepth = 100_000;
    private const decimal MaxSeconds = 253_402_300_800m; // The year 10000.
    private const decimal MinSeconds = -62_135_596_800m; // The year 1.

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private static readonly WireModel Model = WireModel.Instance;

    /// <summary>The names of the run by their replacements. Different names stay different, so that an object keeps all its properties.</summary>
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Redacts a copy of a body.</summary>
    /// <exception cref="JsonException">The body is not valid JSON.</exception>
    /// <exception cref="RedactionException">A value cannot be replaced.</exception>
    public byte[] Redact(ReadOnlySpan<byte> body)
    {
        var json = CreateReader(body, out var start);
        var redacted = body.ToArray();
        var parents = new Stack<WireProperty?>();
        WireProperty? current = Model.Root;
        while (json.Read())
        {
            var position = start + (int)json.TokenStartIndex;
            switch (json.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    parents.Push(current);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    parents.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    current = RedactName(redacted.AsSpan(position + 1, json.ValueSpan.Length), parents.Peek());
                    continue; // The next token is the value of this property.
                case JsonTokenType.String:
                    RedactText(redacted.AsSpan(position + 1, json.ValueSpan.Length), current);
                    break;
                case JsonTokenType.Number:
                    RedactNumber(redacted.AsSpan(position, json.ValueSpan.Length), current);
                    break;
            }

            // The next value is an item of the list, or it is a property, which is found by its name.
            current = parents.TryPeek(out var parent) ? parent : null;
        }

        return redacted;
    }

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="JsonException">The body is not valid JSON.</exception>
    public static void VerifyJson(ReadOnlySpan<byte> body)
    {
        var json = CreateReader(body, out _);
        while (json.Read())
        {
        }
    }

    private static Utf8JsonReader CreateReader(ReadOnlySpan<byte> body, out int start)
    {
        start = body.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        return Utf8.IsValid(body)
            ? new Utf8JsonReader(body[start..], new JsonReaderOptions { MaxDepth = MaxDepth })
            : throw new JsonException("The body is not valid UTF-8.");
    }

    private WireProperty? RedactName(Span<byte> raw, WireProperty? parent)
    {
        var text = new JsonText(raw);
        var name = text.ToString();
        if (!Model.Names.Contains(name))
        {
            text.Overwrite(raw, texts.Replace(text, replaced => !Model.Names.Contains(replaced) && _names.GetValueOrDefault(replaced, name) == name));
            _names[new JsonText(raw).ToString()] = name;
            return null;
        }

        return parent?.Find(name);
    }

    private void RedactText(Span<byte> raw, WireProperty? property)
    {
        var text = new JsonText(raw);
        var value = text.ToString();
        if (!IsKnown(value, property))
        {
            text.Overwrite(raw, ReplaceText(text, value, property));
        }
    }

    private int[] ReplaceText(JsonText text, string value, WireProperty? property)
    {
        if (property?.Kind == WireValueKind.Timestamp && IsTimestamp(value))
        {
            return timestamps.TryShift(value) is { } shifted
                ? [.. shifted.Select(character => (int)character)]
                : Replace(value, property, accept => texts.ReplaceNumber(text, accept));
        }

        if (property?.Kind != WireValueKind.EventType)
        {
            return Replace(value, property, accept => texts.Replace(text, accept));
        }

        // The parser repairs only bodies of chats, so the family of an unknown event type is preserved.
        var family = value[..(value.IndexOf('.', StringComparison.Ordinal) + 1)];
        var preserved = Model.EventFamilies.Contains(family) ? family : "";
        return texts.Replace(text, preserved.Length, replaced => !IsEventType(replaced) && HasDocumentedFamily(replaced) == preserved.Length > 0);
    }

    private void RedactNumber(Span<byte> raw, WireProperty? property)
    {
        var number = Encoding.ASCII.GetString(raw);
        if (IsKnown(number, property))
        {
            return;
        }

        var replaced = property?.Kind == WireValueKind.Timestamp && timestamps.TryShift(number) is { } shifted
            ? [.. shifted.Select(character => (int)character)]
            : Replace(number, property, accept => texts.ReplaceNumber(number, accept));
        for (var index = 0; index < replaced.Length; index++)
        {
            raw[index] = (byte)replaced[index];
        }
    }

    /// <summary>Whether a value is documented, and so not personal: it is preserved.</summary>
    private static bool IsKnown(string value, WireProperty? property) => property?.Kind switch
    {
        WireValueKind.EventType => IsEventType(value),
        WireValueKind.OpenValue => property.IsKnownValue(value),
        WireValueKind.Boolean => IsBoolean(value),
        WireValueKind.Count => value.Length <= 2 && IsInt32(value),
        _ => false,
    };

    /// <summary>Replaces a value so that the SDK can read the replacement exactly if it can read the original.</summary>
    private static int[] Replace(string value, WireProperty? property, Func<Func<string, bool>, int[]> replace)
    {
        Func<string, bool> isReadable = property?.Kind switch
        {
            WireValueKind.OpenValue => property.IsKnownValue,
            WireValueKind.Boolean => IsBoolean,
            WireValueKind.Timestamp => IsTimestamp,
            WireValueKind.Count => IsInt32,
            _ => IsInt64,
        };
        var expected = isReadable(value);
        return replace(replaced => isReadable(replaced) == expected);
    }

    private static bool IsEventType(string value) => WebhookEventTypes.All.Contains(value);

    private static bool HasDocumentedFamily(string value) =>
        Model.EventFamilies.Contains(value[..(value.IndexOf('.', StringComparison.Ordinal) + 1)]);

    private static bool IsBoolean(string value) => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is 0 or 1;

    private static bool IsInt32(string value) => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool IsInt64(string value) => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool IsTimestamp(string value) =>
        decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= MinSeconds and < MaxSeconds;
}
