using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace HelpCrunch.Webhooks.Tool.Redaction;

/// <summary>
/// Moves all timestamps of a run into the past by the same number of whole seconds, so that their order and their distances are preserved,
/// with and without a fraction.
/// </summary>
internal sealed partial class TimestampShift
{
    private const int SecondsOfDay = 86_400;
    private const int MaxSeconds = 1_000 * SecondsOfDay;
    private const int IntegerLength = 10;

    private readonly long _seconds;

    public TimestampShift(byte[] salt)
    {
        var hash = HMACSHA256.HashData(salt, "timestamps"u8);
        _seconds = SecondsOfDay + (long)(BinaryPrimitives.ReadUInt64LittleEndian(hash) % (MaxSeconds - SecondsOfDay));
    }

    /// <summary>Shifts UNIX seconds. Null for a text of another form, and when the shifted text would have another length.</summary>
    public string? TryShift(string text)
    {
        if (!TimestampPattern().IsMatch(text))
        {
            return null;
        }

        var shifted = (long.Parse(text.AsSpan(0, IntegerLength), NumberStyles.None, CultureInfo.InvariantCulture) - _seconds).ToString(CultureInfo.InvariantCulture);
        return shifted.Length == IntegerLength ? shifted + text[IntegerLength..] : null;
    }

    [GeneratedRegex(@"\A[1-9][0-9]{9}(\.[0-9]{1,9})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimestampPattern();
}
