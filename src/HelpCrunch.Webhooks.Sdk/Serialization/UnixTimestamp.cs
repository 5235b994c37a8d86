using System.Buffers.Text;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// UNIX seconds as text, exact to the tick: digits become ticks by integer arithmetic, never through <see cref="double"/>,
/// which cannot hold <c>253402300799.9999999</c>.
/// </summary>
internal static class UnixTimestamp
{
    private const long UnixEpochTicks = 621_355_968_000_000_000;
    private const int DecimalsOfATick = 7;

    /// <summary>The longest text written: a sign, 12 digits of seconds, the point and 7 decimals.</summary>
    public const int MaxLength = 1 + 12 + 1 + DecimalsOfATick;

    /// <summary>
    /// Reads <c>1607542030</c>, <c>1607542030.713</c>, <c>-1.5</c>; also an exponent, which JSON allows a number.
    /// Decimals beyond the tick are cut off. False for anything else, and for a time outside <see cref="DateTimeOffset"/>.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        if (!TryParseTicks(text, out var ticks) && !TryParseExponent(text, out ticks))
        {
            return false;
        }

        ticks += UnixEpochTicks;
        if (ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks)
        {
            return false;
        }

        timestamp = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>Writes seconds with at least <paramref name="minimumDecimals"/> decimals, and as many more as the ticks need.</summary>
    /// <returns>The number of bytes written to <paramref name="destination"/>, at most <see cref="MaxLength"/>.</returns>
    public static int Format(DateTimeOffset timestamp, int minimumDecimals, Span<byte> destination)
    {
        var ticks = timestamp.UtcTicks - UnixEpochTicks;
        var length = 0;
        if (ticks < 0)
        {
            destination[length++] = (byte)'-';
            ticks = -ticks;
        }

        Utf8Formatter.TryFormat(ticks / TimeSpan.TicksPerSecond, destination.Slice(length), out var written);
        length += written;

        var decimals = DecimalsOfATick;
        var fraction = ticks % TimeSpan.TicksPerSecond;
        for (; decimals > minimumDecimals && fraction % 10 == 0; decimals--)
        {
            fraction /= 10;
        }

        if (decimals == 0)
        {
            return length;
        }

        destination[length++] = (byte)'.';
        for (var digit = decimals - 1; digit >= 0; digit--)
        {
            destination[length + digit] = (byte)('0' + (fraction % 10));
            fraction /= 10;
        }

        return length + decimals;
    }

    private static bool TryParseTicks(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        var negative = !text.IsEmpty && text[0] == (byte)'-';
        var digits = negative ? text.Slice(1) : text;
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits.Slice(0, point);
        var fraction = point < 0 ? default : digits.Slice(point + 1);

        // More than 12 digits of seconds lie outside DateTimeOffset (253402300799 is its last second) and would overflow ticks;
        // leading zeros make no number larger.
        whole = TrimLeadingZeros(whole);
        if (whole.IsEmpty || whole.Length > 12 || (point >= 0 && fraction.IsEmpty))
        {
            return false;
        }

        foreach (var digit in whole)
        {
            if (!IsDigit(digit))
            {
                return false;
            }

            ticks = (ticks * 10) + (digit - '0');
        }

        for (var decimals = 0; decimals < DecimalsOfATick; decimals++)
        {
            var digit = decimals < fraction.Length ? fraction[decimals] : (byte)'0';
            if (!IsDigit(digit))
            {
                return false;
            }

            ticks = (ticks * 10) + (digit - '0');
        }

        for (var decimals = DecimalsOfATick; decimals < fraction.Length; decimals++)
        {
            if (!IsDigit(fraction[decimals]))
            {
                return false;
            }
        }

        ticks = negative ? -ticks : ticks;
        return true;
    }

    private static bool TryParseExponent(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.IndexOfAny((byte)'e', (byte)'E') < 0
            || !Utf8Parser.TryParse(text, out decimal seconds, out var consumed, 'e')
            || consumed != text.Length
            || Math.Abs(seconds) > 1_000_000_000_000m)
        {
            return false;
        }

        ticks = (long)(seconds * TimeSpan.TicksPerSecond);
        return true;
    }

    private static ReadOnlySpan<byte> TrimLeadingZeros(ReadOnlySpan<byte> digits)
    {
        while (digits.Length > 1 && digits[0] == (byte)'0')
        {
            digits = digits.Slice(1);
        }

        return digits;
    }

    private static bool IsDigit(byte character) => character is >= (byte)'0' and <= (byte)'9';
}
