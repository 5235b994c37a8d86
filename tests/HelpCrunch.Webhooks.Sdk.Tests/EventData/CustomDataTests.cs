using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Tests.EventData;

public sealed class CustomDataTests
{
    private static readonly JsonSerializerOptions Lenient = new() { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Fact]
    public void Read_Object_HasTheNamesAsTheyAre()
    {
        var customData = Read("""{"Next payment date":"2026-12-01 10:00:00","plan":"pro","Plan":"PRO","a.b[0]":1,"":2}""");

        customData.Keys.Should().Equal("Next payment date", "plan", "Plan", "a.b[0]", "");
        customData.Count.Should().Be(5);
        customData["plan"].GetString().Should().Be("pro");
        customData["Plan"].GetString().Should().Be("PRO");
        customData.Values.Select(value => value.ToString()).Should().Equal("2026-12-01 10:00:00", "pro", "PRO", "1", "2");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")] // PHP's empty object.
    public void Read_Empty_EqualsEmpty(string json)
    {
        var customData = Read(json);

        customData.Should().BeEmpty();
        customData.Equals(CustomData.Empty).Should().BeTrue();
    }

    [Fact]
    public void Read_ListOfPairs_IsTheirDictionary()
    {
        var customData = Read("""[{"property":"plan","value":"pro"},{"value":3,"property":"seats","more":true},{"property":"plan","value":"max"}]""");

        customData.Keys.Should().Equal("plan", "seats");
        customData.GetString("plan").Should().Be("max");
        customData.GetInt64("seats").Should().Be(3);
    }

    [Theory]
    [InlineData("\"plan\"")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[1]")] // Not a pair.
    [InlineData("""[{"property":"plan","value":1},null]""")] // One invalid item. To read the others would lose it silently.
    [InlineData("""[{"property":"plan"}]""")] // A pair without its value.
    [InlineData("""[{"value":1}]""")] // A pair without its name.
    [InlineData("""[{"property":1,"value":1}]""")] // A name that is not a string.
    [InlineData("""[{"property":null,"value":1}]""")]
    [InlineData("""[{"property":"\ud800","value":1}]""")] // A name that is not Unicode.
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""[[{"property":"plan","value":1}]]""")]
    public void Read_OtherValue_ThrowsAndIsPreservedInACustomer(string json)
    {
        var read = () => Read(json);
        var customer = JsonSerializer.Deserialize<CustomerEventData>($$"""{"id":1,"customData":{{json}}}""")!;

        read.Should().Throw<JsonException>()
            .WithMessage("The value is not custom data: it is not a JSON object, [], or a list of {\"property\": …, \"value\": …}.");
        customer.CustomData.Should().BeEmpty();
        customer.AdditionalProperties["customData"].GetRawText().Should().Be(json);
        JsonSerializer.Serialize(customer).Should().Contain($"\"customData\":{json}");
    }

    [Fact]
    public void Read_Null_IsNullAndEmptyInACustomer()
    {
        JsonSerializer.Deserialize<CustomData>("null").Should().BeNull();

        var customer = JsonSerializer.Deserialize<CustomerEventData>("""{"id":1,"customData":null}""")!;
        customer.CustomData.Should().BeEmpty();
        customer.AdditionalProperties.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"plan":"pro","n":1.50,"nested":{"a":[1,null]}}""")]
    [InlineData("[]")]
    [InlineData("""[{"property":"plan","value":"pro","more":true}]""")]
    [InlineData("""{"half":"\ud800"}""")] // A value that is not Unicode is still JSON.
    public void Write_ReadData_HasTheSameForm(string json) => JsonSerializer.Serialize(Read(json)).Should().Be(json);

    [Fact]
    public void Write_ConstructedData_IsAnObject()
    {
        var made = new CustomData([new("plan", Json("\"pro\"")), new("seats", Json("3"))]);

        JsonSerializer.Serialize(made).Should().Be("""{"plan":"pro","seats":3}""");
        JsonSerializer.Serialize(CustomData.Empty).Should().Be("{}");
        JsonSerializer.Serialize(new CustomerEventData { Id = 1, CustomData = made }).Should()
            .Be("""{"id":1,"name":null,"userId":null,"email":null,"unsubscribed":null,"customData":{"plan":"pro","seats":3}}""");
    }

    [Fact]
    public void Constructor_DefaultElement_IsNull() =>
        JsonSerializer.Serialize(new CustomData([new("Plan", default)])).Should().Be("""{"Plan":null}""");

    [Fact]
    public void Constructor_Dictionary_IsCopied()
    {
        var source = new Dictionary<string, JsonElement>();
        CustomData made;
        using (var document = JsonDocument.Parse("\"pro\""))
        {
            source["plan"] = document.RootElement;
            made = new CustomData(source);
            source.Clear();
        }

        made.GetString("plan").Should().Be("pro", "the elements are copies, so the document can be disposed");
    }

    [Fact]
    public void Constructor_DuplicateName_UsesTheLast() =>
        new CustomData([new("plan", Json("1")), new("plan", Json("2"))]).GetInt64("plan").Should().Be(2);

    [Fact]
    public void Constructor_Null_Throws()
    {
        var construct = () => new CustomData(null!);

        construct.Should().Throw<ArgumentNullException>().WithParameterName("values");
    }

    [Fact]
    public void Lookup_ByName_IsExact()
    {
        var customData = Read("""{"plan":"pro"}""");

        customData.ContainsKey("plan").Should().BeTrue();
        customData.ContainsKey("Plan").Should().BeFalse();
        customData.TryGetValue("plan", out var plan).Should().BeTrue();
        plan.GetString().Should().Be("pro");
        customData.TryGetValue("PLAN", out _).Should().BeFalse();
        FluentActions.Invoking(() => customData["PLAN"]).Should().Throw<KeyNotFoundException>();
    }

    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""")] // Order.
    [InlineData("""{"a":[1,{"x":1,"y":2}]}""", """{ "a" : [ 1 , { "y" : 2 , "x" : 1 } ] }""")] // White space and order, including nested ones.
    [InlineData("""{"a":"caf\u00e9\/"}""", """{"a":"café/"}""")] // Escapes of values.
    [InlineData("""{"\u0061":1}""", """{"a":1}""")] // Escapes of names.
    [InlineData("""{"a":1,"a":2}""", """{"a":2}""")] // Duplicate name: the last one is used.
    [InlineData("""[{"property":"a","value":1}]""", """{"a":1}""")] // The form.
    [InlineData("[]", "{}")]
    [InlineData("""{"a":"\ud800"}""", """{"a":"\ud800"}""")] // Not Unicode, but the same JSON.
    [InlineData("""{"a":{"\ud800":1}}""", """{"a":{"\ud800":1}}""")]
    public void Equals_AnotherNotation_IsEqual(string left, string right)
    {
        var (one, other) = (Read(left), Read(right));

        one.Equals(other).Should().BeTrue();
        one.Equals((object)other).Should().BeTrue();
        one.GetHashCode().Should().Be(other.GetHashCode());
        (new CustomerEventData { Id = 1, CustomData = one } == new CustomerEventData { Id = 1, CustomData = other }).Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""")]
    [InlineData("""{"a":1}""", """{"A":1}""")] // Names are case-sensitive.
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":true}""", """{"a":false}""")]
    [InlineData("""{"a":null}""", "{}")] // Present, and null.
    [InlineData("""{"a":1}""", """{"a":1,"b":1}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")] // The order of a list matters.
    [InlineData("""{"a":[1]}""", """{"a":[1,1]}""")]
    [InlineData("""{"a":{"x":1}}""", """{"a":{"x":2}}""")]
    [InlineData("""{"a":"\ud800"}""", """{"a":"\ud801"}""")]
    public void Equals_OtherData_IsFalse(string left, string right) => Read(left).Equals(Read(right)).Should().BeFalse();

    [Fact]
    public void Equals_NullOrAnotherType_IsFalse()
    {
        object[] others = ["{}", new Dictionary<string, JsonElement>()];
        CustomData? none = null;

        CustomData.Empty.Equals(none).Should().BeFalse();
        others.Should().NotContain(other => CustomData.Empty.Equals(other));
    }

    [Theory]
    [InlineData("""{"Next payment date":"2026-12-01","seats":3}""", "2026-12-01", 3)]
    [InlineData("""[{"property":"seats","value":3},{"property":"Next payment date","value":"2026-12-01"}]""", "2026-12-01", 3)]
    [InlineData("""{"other":{"a":1}}""", null, null)]
    [InlineData("{}", null, null)]
    [InlineData("[]", null, null)]
    public void Deserialize_CustomType_ReadsEveryForm(string json, string? date, int? seats) =>
        Read(json).Deserialize(AttributesContext.Default.CustomerAttributes)!
            .Should().Be(new CustomerAttributes { NextPaymentDate = date, Seats = seats });

    [Theory]
    [InlineData("""{/* of the team */"seats":3}""")]
    [InlineData("""{"seats":3,}""")]
    public void Deserialize_JsonReadWithLenientOptions_IsRead(string json) =>
        JsonSerializer.Deserialize<CustomerEventData>($$"""{"id":1,"customData":{{json}}}""", Lenient)!.CustomData
            .Deserialize(AttributesContext.Default.CustomerAttributes)!.Seats.Should().Be(3);

    [Fact]
    public void Deserialize_JsonNestedDeeperThanTheDefault_IsRead()
    {
        var body = $$$"""{"event":"customer.new","eventData":{"id":1,"customData":{"deep":{{{new string('[', 100)}}}{{{new string(']', 100)}}},"seats":3}},"id":"e-1"}""";

        var customData = new WebhookParser(new WebhookParserOptions { MaxDepth = 200 }).Parse(body).GetEventOrThrow()
            .Should().BeOfType<CustomerNewEvent>().Which.EventData.CustomData;

        customData.Deserialize(AttributesContext.Default.CustomerAttributes)!.Seats.Should().Be(3);
    }

    [Fact]
    public void Deserialize_ConstructedData_IsRead() =>
        new CustomData([new("seats", Json("3"))]).Deserialize(AttributesContext.Default.CustomerAttributes)!.Seats.Should().Be(3);

    [Theory]
    [InlineData("""{"seats":"many"}""")]
    [InlineData("""[{"property":"seats","value":"many"}]""")]
    public void Deserialize_UnreadableValue_IsAJsonException(string json)
    {
        var read = () => Read(json).Deserialize(AttributesContext.Default.CustomerAttributes);

        read.Should().Throw<JsonException>();
    }

    [Fact]
    public void Deserialize_Null_Throws()
    {
        var read = () => CustomData.Empty.Deserialize<CustomerAttributes>(null!);

        read.Should().Throw<ArgumentNullException>().WithParameterName("typeInfo");
    }

    [Fact]
    public void ToString_CustomData_ContainsNothingPersonal() => Read("""{"secret":"value"}""").ToString().Should().Be("CustomData { Count = 1 }");

    private static CustomData Read(string json) => JsonSerializer.Deserialize<CustomData>(json)!;

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
