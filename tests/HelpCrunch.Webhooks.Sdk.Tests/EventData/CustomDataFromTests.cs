using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Tests.EventData;

public sealed class CustomDataFromTests
{
    private static readonly DateTimeOffset Renewal = new(2026, 12, 1, 11, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void From_EveryType_IsWrittenAsItsJson()
    {
        double? score = null;

        var made = CustomData.From(
            ("Plan", "Pro €"),
            ("Seats", 5),
            ("Storage", long.MaxValue),
            ("Price", 9.90m),
            ("Ratio", 0.5),
            ("Trial", true),
            ("Renewal", Renewal),
            ("Tags", JsonElement.Parse("""["vip"]""")),
            ("Score", score));

        JsonSerializer.Serialize(made).Should().Be(
            """{"Plan":"Pro \u20AC","Seats":5,"Storage":9223372036854775807,"Price":9.90,"Ratio":0.5,"Trial":true,"Renewal":1796119200,"Tags":["vip"],"Score":null}""");
    }

    [Fact]
    public void From_EveryType_IsReadByItsGetter()
    {
        var made = CustomData.From(("Plan", "Pro"), ("Seats", 5), ("Price", 9.90m), ("Trial", true), ("Renewal", Renewal.AddTicks(1)), ("Score", null));

        made.GetString("Plan").Should().Be("Pro");
        made.GetInt64("Seats").Should().Be(5);
        made.GetDecimal("Price").Should().Be(9.90m);
        made.GetBoolean("Trial").Should().BeTrue();
        made.GetDateTimeOffset("Renewal").Should().Be(Renewal.AddTicks(1));
        made["Score"].ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public void From_PlainValues_EqualsTheParsedData() =>
        CustomData.From(("Plan", "Pro"), ("Seats", 5)).Equals(JsonSerializer.Deserialize<CustomData>("""{"Seats":5,"Plan":"Pro"}""")).Should().BeTrue();

    [Fact]
    public void From_DuplicateName_UsesTheLast()
    {
        var made = CustomData.From(("Seats", 5), ("Seats", 6));

        JsonSerializer.Serialize(made).Should().Be("""{"Seats":6}""");
    }

    [Fact]
    public void From_Nothing_IsEmpty() => CustomData.From().Equals(CustomData.Empty).Should().BeTrue();

    [Fact]
    public void From_ValueOfAnotherType_Throws() => FluentActions.Invoking(() => CustomData.From(("Plan", "Pro"), ("Key", new Version(1, 2))))
        .Should().Throw<ArgumentException>().WithMessage(new ArgumentException(
            "The value at index 1 is a System.Version. Pass a string, bool, int, long, decimal, double, DateTimeOffset, JsonElement or null.",
            "values").Message);

    [Fact]
    public void From_NullName_Throws() => FluentActions.Invoking(() => CustomData.From((null!, "Pro")))
        .Should().Throw<ArgumentException>().WithMessage(new ArgumentException("The name at index 0 is null.", "values").Message);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void From_NumberThatJsonCannotRepresent_Throws(double number) =>
        FluentActions.Invoking(() => CustomData.From(("Ratio", number))).Should().Throw<ArgumentException>();

    [Fact]
    public void From_UnpairedSurrogate_IsReplaced() => CustomData.From(("Plan", "\ud800")).GetString("Plan").Should().Be("\ufffd");

    [Fact]
    public void From_Null_Throws() =>
        FluentActions.Invoking(() => CustomData.From(null!)).Should().Throw<ArgumentNullException>().WithParameterName("values");
}
