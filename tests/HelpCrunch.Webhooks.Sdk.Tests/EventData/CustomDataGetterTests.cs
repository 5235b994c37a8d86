using System.Globalization;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Tests.EventData;

public sealed class CustomDataGetterTests
{
    [Theory]
    [InlineData("\"pro\"", "pro")]
    [InlineData("\"\"", "")]
    [InlineData("\"caf\\u00e9\"", "café")]
    [InlineData("42", "42")]
    [InlineData("1.50", "1.50")] // The text of the JSON number.
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("[1]", null)]
    [InlineData("\"\\ud800\"", null)] // A lone surrogate is not Unicode.
    public void GetString_Value_IsTheTextOrNull(string json, string? expected) => Of(json).GetString("a").Should().Be(expected);

    [Theory]
    [InlineData("42", 42L)]
    [InlineData("-42", -42L)]
    [InlineData("\"42\"", 42L)]
    [InlineData("\"-42\"", -42L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775808", null)] // long.MaxValue + 1.
    [InlineData("1.5", null)]
    [InlineData("true", null)] // A boolean is not a number.
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("\"\"", null)]
    [InlineData("\" 42\"", null)]
    [InlineData("\"1,000\"", null)]
    [InlineData("\"(42)\"", null)]
    [InlineData("\"0x2a\"", null)]
    [InlineData("\"\u0664\u0662\"", null)] // Arabic-Indic digits.
    [InlineData("\"\\ud800\"", null)]
    public void GetInt64_Value_IsTheIntegerOrNull(string json, long? expected) => Of(json).GetInt64("a").Should().Be(expected);

    [Theory]
    [InlineData("1.5", "1.5")]
    [InlineData("-1.5", "-1.5")]
    [InlineData("42", "42")]
    [InlineData("0.1", "0.1")] // Exact, without a conversion to double.
    [InlineData("1e3", "1000")]
    [InlineData("\"1.5\"", "1.5")]
    [InlineData("\"1e3\"", "1000")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")] // The largest decimal.
    [InlineData("79228162514264337593543950336", null)]
    [InlineData("1e999", null)]
    [InlineData("\"1,5\"", null)] // A comma is not a decimal point, in any culture.
    [InlineData("\"1 000\"", null)]
    [InlineData("\"\u20ac1\"", null)]
    [InlineData("true", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("\"\"", null)]
    public void GetDecimal_Value_IsTheNumberOrNull(string json, string? expected) =>
        Of(json).GetDecimal("a").Should().Be(expected is null ? null : decimal.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("\"true\"", true)]
    [InlineData("\"false\"", false)]
    [InlineData("\"1\"", true)]
    [InlineData("\"0\"", false)]
    [InlineData("2", null)]
    [InlineData("\"yes\"", null)]
    [InlineData("\"True\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    public void GetBoolean_Value_IsTheBooleanOrNull(string json, bool? expected) => Of(json).GetBoolean("a").Should().Be(expected);

    [Theory]
    [InlineData("1607542030", "2020-12-09T19:27:10.0000000Z")]
    [InlineData("1607542030.713", "2020-12-09T19:27:10.7130000Z")]
    [InlineData("\"1607542030\"", "2020-12-09T19:27:10.0000000Z")]
    [InlineData("\"1607542030.713\"", "2020-12-09T19:27:10.7130000Z")]
    [InlineData("\"2020-12-09 19:27:10\"", "2020-12-09T19:27:10.0000000Z")] // Without a time zone, it is UTC.
    [InlineData("-1", "1969-12-31T23:59:59.0000000Z")]
    [InlineData("\"2020-12-09\"", null)]
    [InlineData("\"2020-12-09T19:27:10Z\"", null)]
    [InlineData("\"09.12.2020 19:27:10\"", null)]
    [InlineData("\"2020-13-09 19:27:10\"", null)]
    [InlineData("1e99", null)]
    [InlineData("999999999999", null)]
    [InlineData("true", null)]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"tomorrow\"", null)]
    public void GetDateTimeOffset_Value_IsTheTimeOrNull(string json, string? expected)
    {
        var timestamp = Of(json).GetDateTimeOffset("a");

        timestamp?.Offset.Should().Be(TimeSpan.Zero);
        timestamp?.UtcDateTime.ToString("o", CultureInfo.InvariantCulture).Should().Be(expected);
        timestamp.HasValue.Should().Be(expected is not null);
    }

    [Fact]
    public void Getters_AbsentName_AreNull()
    {
        CustomData.Empty.GetString("a").Should().BeNull();
        CustomData.Empty.GetInt64("a").Should().BeNull();
        CustomData.Empty.GetDecimal("a").Should().BeNull();
        CustomData.Empty.GetBoolean("a").Should().BeNull();
        CustomData.Empty.GetDateTimeOffset("a").Should().BeNull();
    }

    [Theory]
    [InlineData("tr-TR")] // Decimal comma, and other casing rules for the letter i.
    [InlineData("ar-SA")] // Another calendar, and a minus sign with a direction mark.
    [InlineData("fa-IR")] // A slash as the decimal separator.
    public void Getters_UnderACulture_ReadTheSame(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Of("-42").GetInt64("a").Should().Be(-42);
            Of("\"-1.5\"").GetDecimal("a").Should().Be(-1.5m);
            Of("\"1,5\"").GetDecimal("a").Should().BeNull();
            Of("-1.5").GetString("a").Should().Be("-1.5");
            Of("\"true\"").GetBoolean("a").Should().BeTrue();
            Of("\"2020-12-09 19:27:10\"").GetDateTimeOffset("a").Should().Be(DateTimeOffset.FromUnixTimeSeconds(1607542030));
            Of("-1.5").GetDateTimeOffset("a").Should().Be(DateTimeOffset.UnixEpoch.AddSeconds(-1.5));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static CustomData Of(string json) => JsonSerializer.Deserialize<CustomData>($$"""{"a":{{json}}}""")!;
}
