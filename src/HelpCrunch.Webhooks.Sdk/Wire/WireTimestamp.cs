using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Writes timestamps in the two forms of the wire.</summary>
internal static class WireTimestamp
{
    /// <summary>Writes <c>"1607542030.713"</c>, with more decimals when three are not exact.</summary>
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

    /// <summary>Writes <c>1607542030</c>, with decimals when the integer is not exact.</summary>
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
