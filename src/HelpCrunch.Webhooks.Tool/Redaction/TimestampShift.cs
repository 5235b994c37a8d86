using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace HelpCrunch.Webhooks.Tool.Redaction;

/// <summary>Moves all timestamps of a run into the past by the same time, so that their order and their distances are preserved.</summary>
internal sealed partial class TimestampShift
{
    private const long MinMilliseconds = 86_400_000L;
    private const long MaxMilliseconds = 1_000 * 86_400_000L;

    private readonly long _milliseconds;

    public TimestampShift(byte[] salt)
    {
        var hash = HMACSHA256.HashData(salt, "timestamps"u8);
        _milliseconds = MinMilliseconds + (long)(BinaryPrimitives.ReadUInt64LittleEndian(hash) % (MaxMilliseconds - MinMilliseconds));
    }

    /// <summary>Shifts UNIX seconds. Null for a text of another form, and when the shifted text would have another length.</summary>
    public string? TryShift(string text)
    {
        if (!TimestampPattern().IsMatch(text))
        {
            return null;
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var units = BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture);
        var shifted = (units - (_milliseconds * BigInteger.Pow(10, decimals) / 1000)).ToString(CultureInfo.InvariantCulture);
        shifted = point < 0 ? shifted : shifted.Insert(shifted.Length - decimals, ".");
        return shifted.Length == text.Length ? shifted : null;
    }

    [GeneratedRegex(@"\A[1-9][0-9]{9}(\.[0-9]{1,9})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimestampPattern();
}
