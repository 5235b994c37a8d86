using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

public sealed partial class CustomData
{
    /// <summary>Gets an attribute as text.</summary>
    /// <param name="name">The name of the attribute, exactly as in HelpCrunch.</param>
    /// <returns>
    /// The string, or the JSON text of a number or boolean. Null when the attribute is absent, null, an object or an array.
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

    /// <summary>Gets an attribute as an integer.</summary>
    /// <param name="name">The name of the attribute, exactly as in HelpCrunch.</param>
    /// <returns>The integer, also from a string. Null when the attribute is absent or is not a 64-bit integer.</returns>
    public long? GetInt64(string name) =>
        Scalar(name) is { } text && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Gets an attribute as a decimal number.</summary>
    /// <param name="name">The name of the attribute, exactly as in HelpCrunch.</param>
    /// <returns>
    /// The number, also from a string with a point as the decimal separator. Null when the attribute is absent or is not a
    /// number that fits in a <see cref="decimal"/>.
    /// </returns>
    public decimal? GetDecimal(string name) =>
        Scalar(name) is { } text
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>Gets an attribute as a boolean.</summary>
    /// <param name="name">The name of the attribute, exactly as in HelpCrunch.</param>
    /// <returns>
    /// The boolean, also from the numbers 0 and 1 and from the strings <c>true</c>, <c>false</c>, <c>0</c> and <c>1</c>. Null when
    /// the attribute is absent or has another value.
    /// </returns>
    public bool? GetBoolean(string name) => GetString(name) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    /// <summary>Gets an attribute as a time.</summary>
    /// <param name="name">The name of the attribute, exactly as in HelpCrunch.</param>
    /// <returns>
    /// The time, from UNIX seconds (a number or a string) or from <c>YYYY-MM-DD HH:MM:SS</c>, which is read as UTC because
    /// HelpCrunch does not document a time zone. Null when the attribute is absent or is not a time.
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

    /// <summary>The text of a number or string. Null for a boolean.</summary>
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
            return null; // A lone surrogate is valid JSON, but it is not text.
        }
    }
}
