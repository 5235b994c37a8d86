using System.Buffers.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// UNIX seconds as text, exact to the tick. Digits become ticks by integer arithmetic, because a <see cref="double"/> cannot hold
/// <c>253402300799.9999999</c>.
/// </summary>
internal static class UnixTimestamp
{
    private const long UnixEpochTicks = 621_355_968_000_000_000;
    private const long MaxSeconds = 253_402_300_799;
    private const long MaxTicks = 3_155_378_975_999_999_999; // DateTimeOffset.MaxValue; DateTimeOffset.MinValue has 0.
    private const int DecimalsOfTick = 7;

    /// <summary>The length of the longest text: a sign, 12 digits, the decimal point and 7 decimals.</summary>
    public const int MaxLength = 1 + 12 + 1 + DecimalsOfTick;

    /// <summary>
    /// Parses <c>1607542030</c>, <c>1607542030.713</c> and <c>-1.5</c>, and numbers with an exponent, which are exact to 28 digits. Decimals
    /// beyond the tick are truncated. Returns false for any other text, and for a time outside the range of <see cref="DateTimeOffset"/>.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        if (!TryParseTicks(text, out var ticks) && !TryParseExponent(text, out ticks))
        {
            return false;
        }

        ticks += UnixEpochTicks;
        if (ticks is < 0 or > MaxTicks)
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

        var decimals = DecimalsOfTick;
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
        if (!Utf8Parser.TryParse(text, out long seconds, out var consumed) || seconds is < -MaxSeconds or > MaxSeconds || text[0] == (byte)'+')
        {
            return false;
        }

        ticks = seconds * TimeSpan.TicksPerSecond;
        if (consumed == text.Length)
        {
            return true;
        }

        if (text[consumed] != (byte)'.' || !TryParseDecimals(text.Slice(consumed + 1), out var decimals))
        {
            return false;
        }

        ticks = text[0] == (byte)'-' ? ticks - decimals : ticks + decimals;
        return true;
    }

    private static bool TryParseDecimals(ReadOnlySpan<byte> text, out int ticks)
    {
        ticks = 0;
        var unit = (int)TimeSpan.TicksPerSecond;
        foreach (var character in text)
        {
            var digit = character - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            unit /= 10; // 0 after the seventh decimal, so further decimals are ignored.
            ticks += digit * unit;
        }

        return !text.IsEmpty;
    }

    private static bool TryParseExponent(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        var exponent = text.IndexOfAny((byte)'e', (byte)'E');
        if (exponent < 1
            || !IsDigit(text[exponent - 1])
            || !IsDigit(text[text[0] == (byte)'-' ? 1 : 0]) // Utf8Parser accepts +1e3, .5e3 and 1.e3, which are not JSON numbers.
            || !Utf8Parser.TryParse(text, out decimal seconds, out var consumed, 'e')
            || consumed != text.Length
            || Math.Abs(seconds) >= MaxSeconds + 1) // Checked before the multiplication, which would overflow.
        {
            return false;
        }

        ticks = (long)(seconds * TimeSpan.TicksPerSecond);
        return true;
    }

    private static bool IsDigit(byte character) => (uint)(character - '0') <= 9;
}
