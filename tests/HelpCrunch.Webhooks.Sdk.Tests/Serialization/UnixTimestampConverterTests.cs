using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Serialization;

public sealed class UnixTimestampConverterTests
{
    private static readonly JsonSerializerOptions AsText = new() { Converters = { new UnixTimestampStringJsonConverter() } };
    private static readonly JsonSerializerOptions AsNumber = new() { Converters = { new UnixTimestampNumberJsonConverter() } };

    [Theory]
    [InlineData("1607542030", "2020-12-09T19:27:10.0000000", "1607542030.000", "1607542030")]
    [InlineData("1607542030.7", "2020-12-09T19:27:10.7000000", "1607542030.700", "1607542030.7")]
    [InlineData("1607542030.71", "2020-12-09T19:27:10.7100000", "1607542030.710", "1607542030.71")]
    [InlineData("1607542030.713", "2020-12-09T19:27:10.7130000", "1607542030.713", "1607542030.713")] // As documented.
    [InlineData("1607542030.7135", "2020-12-09T19:27:10.7135000", "1607542030.7135", "1607542030.7135")] // More decimals only where needed.
    [InlineData("1607542030.71354", "2020-12-09T19:27:10.7135400", "1607542030.71354", "1607542030.71354")]
    [InlineData("1607542030.713546", "2020-12-09T19:27:10.7135460", "1607542030.713546", "1607542030.713546")]
    [InlineData("1607542030.7135468", "2020-12-09T19:27:10.7135468", "1607542030.7135468", "1607542030.7135468")]
    [InlineData("1607542030.71354689", "2020-12-09T19:27:10.7135468", "1607542030.7135468", "1607542030.7135468")] // Truncated to a tick.
    [InlineData("1607542030.713546899", "2020-12-09T19:27:10.7135468", "1607542030.7135468", "1607542030.7135468")]
    [InlineData("1607542030.0000001", "2020-12-09T19:27:10.0000001", "1607542030.0000001", "1607542030.0000001")]
    [InlineData("1607542030.000", "2020-12-09T19:27:10.0000000", "1607542030.000", "1607542030")]
    [InlineData("0", "1970-01-01T00:00:00.0000000", "0.000", "0")]
    [InlineData("-0", "1970-01-01T00:00:00.0000000", "0.000", "0")]
    [InlineData("0.5", "1970-01-01T00:00:00.5000000", "0.500", "0.5")]
    [InlineData("-1", "1969-12-31T23:59:59.0000000", "-1.000", "-1")]
    [InlineData("-1.5", "1969-12-31T23:59:58.5000000", "-1.500", "-1.5")]
    [InlineData("-0.0000001", "1969-12-31T23:59:59.9999999", "-0.0000001", "-0.0000001")] // The tick before.
    [InlineData("-0.00000001", "1970-01-01T00:00:00.0000000", "0.000", "0")] // Less than a tick.
    [InlineData("-62135596800", "0001-01-01T00:00:00.0000000", "-62135596800.000", "-62135596800")] // DateTimeOffset.MinValue.
    [InlineData("-62135596799.9999999", "0001-01-01T00:00:00.0000001", "-62135596799.9999999", "-62135596799.9999999")]
    [InlineData("253402300799.9999999", "9999-12-31T23:59:59.9999999", "253402300799.9999999", "253402300799.9999999")] // DateTimeOffset.MaxValue.
    [InlineData("253402300799.99999999", "9999-12-31T23:59:59.9999999", "253402300799.9999999", "253402300799.9999999")]
    [InlineData("1e3", "1970-01-01T00:16:40.0000000", "1000.000", "1000")] // JSON allows an exponent.
    [InlineData("1.5E+3", "1970-01-01T00:25:00.0000000", "1500.000", "1500")]
    [InlineData("1.607542030713e9", "2020-12-09T19:27:10.7130000", "1607542030.713", "1607542030.713")]
    [InlineData("2.534023007999999999e11", "9999-12-31T23:59:59.9999999", "253402300799.9999999", "253402300799.9999999")]
    [InlineData("-6.21355968e10", "0001-01-01T00:00:00.0000000", "-62135596800.000", "-62135596800")]
    [InlineData("-1e-7", "1969-12-31T23:59:59.9999999", "-0.0000001", "-0.0000001")]
    [InlineData("1e-8", "1970-01-01T00:00:00.0000000", "0.000", "0")]
    public void Number_OfSeconds_IsExactInEveryForm(string seconds, string utc, string text, string number)
    {
        AssertConversions(seconds, utc, text, number);
        AssertConversions($"\"{seconds}\"", utc, text, number);
    }

    [Theory]
    [InlineData("\"007\"", "1970-01-01T00:00:07.0000000", "7.000", "7")] // Leading zeros, which JSON allows only in strings.
    [InlineData("\"0000000000000000000000000000000000000001607542030.713\"", "2020-12-09T19:27:10.7130000", "1607542030.713", "1607542030.713")]
    [InlineData("\"\\u0031607542030\"", "2020-12-09T19:27:10.0000000", "1607542030.000", "1607542030")] // Escaped.
    public void Text_OfSeconds_IsExactInEveryForm(string json, string utc, string text, string number) => AssertConversions(json, utc, text, number);

    [Theory]
    [InlineData("\"+1\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"1 \"")]
    [InlineData("\"1.\"")]
    [InlineData("\".5\"")]
    [InlineData("\"-\"")]
    [InlineData("\"-.5\"")]
    [InlineData("\"--1\"")]
    [InlineData("\"1.2.3\"")]
    [InlineData("\"1.23456789x\"")] // After the last tick.
    [InlineData("\"1,5\"")]
    [InlineData("\"0x10\"")]
    [InlineData("\"1e\"")]
    [InlineData("\"e3\"")]
    [InlineData("\"+1e3\"")]
    [InlineData("\".5e3\"")]
    [InlineData("\"-.5e3\"")]
    [InlineData("\"1.e3\"")]
    [InlineData("\"-e3\"")]
    [InlineData("\"1e3 \"")]
    [InlineData("\"\\u0661\"")] // An Arabic-Indic digit.
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\" \"")]
    [InlineData("\"2020-12-09T19:27:10Z\"")]
    [InlineData("\"\\ud800\"")] // Valid JSON, but not Unicode.
    [InlineData("253402300800")] // One second after the maximum.
    [InlineData("-62135596800.0000001")] // One tick before the minimum.
    [InlineData("-62135596801")]
    [InlineData("999999999999.9999999")]
    [InlineData("922337203685.4775808")] // Ticks that overflow 64 bits.
    [InlineData("-922337203685.4775808")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999999999999999999999")]
    [InlineData("2.534023008e11")]
    [InlineData("9.9e11")] // In decimal's range, and its ticks overflow 64 bits.
    [InlineData("-9.9e11")]
    [InlineData("1e12")]
    [InlineData("1e13")]
    [InlineData("1e300")]
    [InlineData("1e99999999999")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1607542030]")]
    public void Read_InvalidTime_ThrowsAndIsPreservedInARecord(string json)
    {
        const string Message = "The value is not a UNIX timestamp: it is not a number of seconds, or a string of one, within the range of DateTimeOffset.";
        foreach (var options in (JsonSerializerOptions[])[AsText, AsNumber])
        {
            FluentActions.Invoking(() => JsonSerializer.Deserialize<DateTimeOffset>(json, options)).Should().Throw<JsonException>().WithMessage(Message);
            FluentActions.Invoking(() => JsonSerializer.Deserialize<DateTimeOffset?>(json, options)).Should().Throw<JsonException>().WithMessage(Message);
        }

        var data = JsonSerializer.Deserialize<ChatEventData>($$"""{"chat_id":7,"createdAt":{{json}}}""")!;
        data.CreatedAt.Should().BeNull();
        data.AdditionalProperties["createdAt"].GetRawText().Should().Be(json);
        WebhookParser.Default.Parse($$"""{"event":"x.y","createdAt":{{json}},"id":"w-1"}""").GetEventOrThrow()
            .AdditionalProperties["createdAt"].GetRawText().Should().Be(json);
    }

    [Fact]
    public void Deserialize_InvalidUtf8_ThrowsJsonException()
    {
        byte[] json = [.. "\"\\u0031"u8, 0xFF, (byte)'"']; // Escaped: System.Text.Json validates the bytes only when it unescapes them.

        FluentActions.Invoking(() => JsonSerializer.Deserialize<DateTimeOffset>(json, AsText)).Should().Throw<JsonException>()
            .WithMessage("A string is not valid UTF-8.");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void Read_EmptyValue_IsNull(string json)
    {
        foreach (var options in (JsonSerializerOptions[])[AsText, AsNumber])
        {
            JsonSerializer.Deserialize<DateTimeOffset?>(json, options).Should().BeNull();
            JsonSerializer.Serialize<DateTimeOffset?>(null, options).Should().Be("null");
            FluentActions.Invoking(() => JsonSerializer.Deserialize<DateTimeOffset>(json, options)).Should().Throw<JsonException>()
                .WithMessage("The value is not a UNIX timestamp: it is empty, and the member cannot be null.");
        }
    }

    [Fact]
    public void Write_AnotherOffset_IsTheSameInstant()
    {
        var kyiv = new DateTimeOffset(2020, 12, 9, 21, 27, 10, TimeSpan.FromHours(2));

        JsonSerializer.Serialize(kyiv, AsText).Should().Be("\"1607542030.000\"");
        JsonSerializer.Serialize(kyiv, AsNumber).Should().Be("1607542030");
    }

    public static TheoryData<string, IJsonTypeInfoResolver> Resolvers => new()
    {
        { "reflection", new DefaultJsonTypeInfoResolver() },
        { "source generation", TimesContext.Default },
    };

    [Theory]
    [MemberData(nameof(Resolvers))]
    public void Attribute_OnMembers_ReadsAndWrites(string way, IJsonTypeInfoResolver resolver)
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = resolver, NumberHandling = JsonNumberHandling.Strict };
        var times = new Times
        {
            Text = At("2020-12-09T19:27:10.7130000"),
            MaybeText = At("2020-12-09T19:27:10.0000000"),
            Number = At("2020-12-09T19:27:10.0000000"),
            MaybeNumber = At("2020-12-09T19:27:10.5000000"),
        };
        const string Json = """{"text":"1607542030.713","maybeText":"1607542030.000","number":1607542030,"maybeNumber":1607542030.5}""";

        JsonSerializer.Serialize(times, options).Should().Be(Json, "{0} writes it", way);
        JsonSerializer.Deserialize<Times>(Json, options).Should().Be(times);
        JsonSerializer.Deserialize<Times>("""{"text":1607542030.713,"maybeText":"1607542030","number":"1607542030","maybeNumber":"1607542030.5"}""", options)
            .Should().Be(times, "each one reads the output of the other");
        JsonSerializer.Deserialize<Times>("""{"text":0,"maybeText":null,"number":0,"maybeNumber":""}""", options)
            .Should().Be(new Times { Text = DateTimeOffset.UnixEpoch, Number = DateTimeOffset.UnixEpoch });
        JsonSerializer.Serialize(new Times { Text = DateTimeOffset.UnixEpoch, Number = DateTimeOffset.UnixEpoch }, options)
            .Should().Be("""{"text":"0.000","maybeText":null,"number":0,"maybeNumber":null}""");
    }

    [Fact]
    public void Attribute_OnANonNullableMember_RejectsNull()
    {
        var read = () => JsonSerializer.Deserialize<Times>("""{"text":null}""");

        read.Should().Throw<JsonException>().WithMessage("The value is not a UNIX timestamp: it is empty, and the member cannot be null.")
            .Which.Path.Should().Be("$.text");
    }

    [Theory]
    [InlineData(typeof(DateTimeOffset), true)]
    [InlineData(typeof(DateTimeOffset?), true)]
    [InlineData(typeof(DateTime), false)]
    [InlineData(typeof(long), false)]
    [InlineData(typeof(string), false)]
    public void CanConvert_Types_IsTrueForDateTimeOffsetOnly(Type type, bool expected)
    {
        new UnixTimestampStringJsonConverter().CanConvert(type).Should().Be(expected);
        new UnixTimestampNumberJsonConverter().CanConvert(type).Should().Be(expected);
    }

    [Fact]
    public void Converters_UnderACulture_ReadAndWriteTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
        try
        {
            AssertConversions("\"-1.5\"", "1969-12-31T23:59:58.5000000", "-1.500", "-1.5");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Serialize_TimeOfEachMember_HasTheFormOfTheMember()
    {
        const string Json = """{"event":"chat.new","eventData":{"chat_id":7,"createdAt":1607542030,"closedAt":"1607542030.7135"},"attempts":0,"lastAttemptAt":"1607542030.000","createdAt":1607542030.5,"id":"w-1"}""";

        var written = JsonElement.Parse(JsonSerializer.Serialize(JsonSerializer.Deserialize<WebhookEvent>(Json)));

        written.GetProperty("eventData").GetProperty("createdAt").GetRawText().Should().Be("\"1607542030.000\"");
        written.GetProperty("eventData").GetProperty("closedAt").GetRawText().Should().Be("\"1607542030.7135\"");
        written.GetProperty("lastAttemptAt").GetRawText().Should().Be("1607542030");
        written.GetProperty("createdAt").GetRawText().Should().Be("1607542030.5");
    }

    /// <summary>Both converters read the JSON as the time. Each writes the time in its form.</summary>
    private static void AssertConversions(string json, string utc, string text, string number)
    {
        var time = At(utc);
        foreach (var (options, written) in ((JsonSerializerOptions, string)[])[(AsText, $"\"{text}\""), (AsNumber, number)])
        {
            JsonSerializer.Deserialize<DateTimeOffset>(json, options).Should().BeExactly(time);
            JsonSerializer.Deserialize<DateTimeOffset?>(json, options).Should().BeExactly(time);
            JsonSerializer.Serialize(time, options).Should().Be(written);
            JsonSerializer.Serialize<DateTimeOffset?>(time, options).Should().Be(written);
        }
    }

    private static DateTimeOffset At(string utc) =>
        DateTimeOffset.ParseExact(utc, "yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
