using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Writes a time in the form that its place has on the wire.</summary>
internal static class WireTimestamp
{
    /// <summary><c>"1607542030.713"</c>; more decimals where three would not be exact.</summary>
    public static void WriteText(Utf8JsonWriter json, DateTimeOffset? value)
    {
        if (value is not { } timestamp)
        {
            json.WriteNullValue();
            return;
        }

        Span<byte> text = stackalloc byte[UnixTimestamp.MaxLength];
        json.WriteStringValue(text.Slice(0, UnixTimestamp.Format(timestamp, minimumDecimals: 3, text)));
    }

    /// <summary><c>1607542030</c>; with decimals where the integer would not be exact.</summary>
    public static void WriteNumber(Utf8JsonWriter json, DateTimeOffset? value)
    {
        if (value is not { } timestamp)
        {
            json.WriteNullValue();
            return;
        }

        Span<byte> text = stackalloc byte[UnixTimestamp.MaxLength];
        json.WriteRawValue(text.Slice(0, UnixTimestamp.Format(timestamp, minimumDecimals: 0, text)), skipInputValidation: true);
    }
}
