using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial class CustomData
{
    /// <summary>An attribute as text.</summary>
    /// <param name="name">The attribute's name, exactly as in HelpCrunch.</param>
    /// <returns>
    /// The string; a number or boolean as JSON writes it. Null when there is no such attribute, when it is null, and when it is
    /// an object or an array.
    /// </returns>
    public string? GetString(string name)
    {
        if (!_values.TryGetValue(name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => Text(value),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
    }

    /// <summary>An attribute as an integer.</summary>
    /// <param name="name">The attribute's name, exactly as in HelpCrunch.</param>
    /// <returns>The integer, also from a string of one. Null when there is no such attribute, and when it is no integer of 64 bits.</returns>
    public long? GetInt64(string name) =>
        Scalar(name) is { } text && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>An attribute as a decimal number.</summary>
    /// <param name="name">The attribute's name, exactly as in HelpCrunch.</param>
    /// <returns>
    /// The number, also from a string of one, with a point as its decimal separator. Null when there is no such attribute, and
    /// when it is no number that a <see cref="decimal"/> holds.
    /// </returns>
    public decimal? GetDecimal(string name) =>
        Scalar(name) is { } text
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>An attribute as a boolean.</summary>
    /// <param name="name">The attribute's name, exactly as in HelpCrunch.</param>
    /// <returns>
    /// The boolean; also from 0 and 1, and from strings of <c>true</c>, <c>false</c>, <c>0</c> and <c>1</c>. Null when there is no
    /// such attribute, and when it is anything else.
    /// </returns>
    public bool? GetBoolean(string name) => GetString(name) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    /// <summary>An attribute as a time.</summary>
    /// <param name="name">The attribute's name, exactly as in HelpCrunch.</param>
    /// <returns>
    /// The time, from UNIX seconds (a number, or a string of one) or from <c>YYYY-MM-DD HH:MM:SS</c>, which is taken as UTC since
    /// HelpCrunch names no zone. Null when there is no such attribute, and when it is no time.
    /// </returns>
    public DateTimeOffset? GetDateTimeOffset(string name)
    {
        if (Scalar(name) is not { } text)
        {
            return null;
        }

        if (UnixTimestamp.TryParse(Encoding.UTF8.GetBytes(text), out var timestamp)
            || DateTimeOffset.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out timestamp))
        {
            return timestamp;
        }

        return null;
    }

    /// <summary>A number's or string's text; booleans are no numbers.</summary>
    private string? Scalar(string name) =>
        _values.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.Number or JsonValueKind.String ? GetString(name) : null;

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // A lone surrogate, which JSON allows and which is no text.
        }
    }
}
