using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Tests.Corpus;

namespace HelpCrunch.Webhooks.Sdk.Tests.Values;

/// <summary>Rules for every open value. A derived class for each one supplies the known values and the operators.</summary>
public abstract partial class OpenValueContract<T>
    where T : struct, IEquatable<T>
{
    /// <summary>Each static member with its spellings. The first one is that of the member.</summary>
    protected abstract IReadOnlyList<(T Value, string[] Spellings)> Known { get; }

    protected abstract T Create(string text);

    protected abstract string TextOf(T value);

    protected abstract string CanonicalTextOf(T value);

    protected abstract bool IsKnown(T value);

    protected abstract bool AreEqual(T left, T right);

    protected abstract bool AreDifferent(T left, T right);

    [Fact]
    public void Value_StaticMember_IsItsWireText()
    {
        foreach (var (value, spellings) in Known)
        {
            TextOf(value).Should().Be(spellings[0]);
            value.ToString().Should().Be(spellings[0]);
            IsKnown(value).Should().BeTrue("the value is {0}", value);
        }
    }

    [Fact]
    public void Constructor_SpellingOfAKnownValue_IsEqualAndPreserved()
    {
        foreach (var (value, spellings) in Known)
        {
            foreach (var spelling in spellings)
            {
                var spelled = Create(spelling);

                TextOf(spelled).Should().Be(spelling);
                IsKnown(spelled).Should().BeTrue("the value is {0}", spelled);
                spelled.ShouldEqual(value);
                spelled.Should().Be(value);
                AreEqual(spelled, value).Should().BeTrue("{0} is a spelling of {1}", spelling, value);
                AreDifferent(spelled, value).Should().BeFalse("{0} is a spelling of {1}", spelling, value);
                spelled.GetHashCode().Should().Be(value.GetHashCode());
            }
        }
    }

    [Fact]
    public void CanonicalValue_AnySpelling_IsTheTextOfTheStaticMember()
    {
        foreach (var (value, spellings) in Known)
        {
            spellings.Select(spelling => CanonicalTextOf(Create(spelling))).Should().AllBe(TextOf(value));
        }
    }

    [Fact]
    public void CanonicalValue_UnknownText_IsTheTextAsSent()
    {
        CanonicalTextOf(Create("an unknown value")).Should().Be("an unknown value");
        CanonicalTextOf(default).Should().BeEmpty();
    }

    [Fact]
    public void Equals_TwoKnownValues_IsFalse()
    {
        foreach (var (left, _) in Known)
        {
            foreach (var (right, _) in Known.Where(known => known.Spellings[0] != TextOf(left)))
            {
                left.ShouldNotEqual(right);
                AreEqual(left, right).Should().BeFalse("{0} and {1} differ", left, right);
                AreDifferent(left, right).Should().BeTrue("{0} and {1} differ", left, right);
            }
        }
    }

    [Fact]
    public void Equals_AnotherType_IsFalse() => Known[0].Value.Equals(TextOf(Known[0].Value)).Should().BeFalse();

    [Fact]
    public void Constructor_UnknownText_PreservesIt()
    {
        string[] unknown = ["an unknown value", Known[0].Spellings[0].ToUpperInvariant(), $" {Known[0].Spellings[0]}", "ünïcode"];
        foreach (var text in unknown)
        {
            var value = Create(text);

            TextOf(value).Should().Be(text);
            value.ToString().Should().Be(text);
            IsKnown(value).Should().BeFalse("the value is {0}", value);
            value.Should().Be(Create(text)).And.NotBe(Known[0].Value);
            value.GetHashCode().Should().Be(Create(text).GetHashCode());
        }
    }

    [Fact]
    public void Default_Value_IsSafe()
    {
        T value = default;

        TextOf(value).Should().BeEmpty();
        value.ToString().Should().BeEmpty();
        IsKnown(value).Should().BeFalse("the value is {0}", value);
        value.Should().Be(default(T)).And.Be(Create(""));
        value.GetHashCode().Should().Be(Create("").GetHashCode());
        Known.Should().NotContain(known => known.Value.Equals(value));
        JsonSerializer.Serialize(value).Should().Be("\"\"");
    }

    [Fact]
    public void GetHashCode_UnknownTexts_Differ() =>
        Create("an unknown value").GetHashCode().Should().NotBe(Create("another unknown value").GetHashCode());

    [Fact]
    public void Constructor_Null_Throws()
    {
        var construct = () => Create(null!);

        construct.Should().Throw<ArgumentNullException>().WithParameterName("value");
    }

    [Fact]
    public void Json_EverySpelling_IsReadAndWrittenAsSent()
    {
        foreach (var (value, spellings) in Known)
        {
            foreach (var spelling in spellings)
            {
                var read = JsonSerializer.Deserialize<T>($"\"{spelling}\"");

                read.Should().Be(value);
                JsonSerializer.Serialize(read).Should().Be($"\"{spelling}\"");
            }
        }
    }

    [Fact]
    public void Json_EscapedText_IsUnescaped()
    {
        var first = Known[0].Spellings[0];
        var escaped = $"\"\\u{(int)first[0]:x4}{first[1..]}\"";

        JsonSerializer.Deserialize<T>(escaped).Should().Be(Known[0].Value);
        TextOf(JsonSerializer.Deserialize<T>("\"a\\/b \\u00e9\"")).Should().Be("a/b é");
    }

    [Fact]
    public void Json_NullOfANullable_IsNull()
    {
        JsonSerializer.Deserialize<T?>("null").Should().BeNull();
        JsonSerializer.Serialize<T?>(null).Should().Be("null");
    }

    [Theory]
    [InlineData("null", "it is a JSON Null, not a string.")] // Only a nullable value can be null.
    [InlineData("1", "it is a JSON Number, not a string.")]
    [InlineData("true", "it is a JSON True, not a string.")]
    [InlineData("{}", "it is a JSON StartObject, not a string.")]
    [InlineData("[\"open\"]", "it is a JSON StartArray, not a string.")]
    [InlineData("\"\\ud800\"", "its text is not Unicode.")] // A lone surrogate is valid JSON, but not Unicode.
    [InlineData("\"\\n\\ud800\"", "its text is not Unicode.")] // After another escape.
    public void Json_NotAString_IsAJsonException(string json, string reason)
    {
        var read = () => JsonSerializer.Deserialize<T>(json);

        read.Should().Throw<JsonException>().WithMessage($"The value is not a {typeof(T).Name}: {reason}");
    }

    [Fact]
    public void Json_DictionaryKeys_AreReadWrittenAndFoundUnderEverySpelling()
    {
        foreach (var (value, spellings) in Known)
        {
            var json = $$"""{"{{spellings[^1]}}":1,"an unknown value":2}""";

            var read = JsonSerializer.Deserialize<Dictionary<T, int>>(json)!;

            read[value].Should().Be(1);
            read[Create("an unknown value")].Should().Be(2);
            JsonSerializer.Serialize(read).Should().Be(json);
        }
    }

    [Fact]
    public void Json_DictionaryKeyThatIsNotUnicode_IsAJsonException()
    {
        var readDictionary = () => JsonSerializer.Deserialize<Dictionary<T, int>>("""{"\ud800":1}""");
        var readName = () =>
        {
            var reader = new Utf8JsonReader("""{"\ud800":1}"""u8);
            reader.Read();
            reader.Read();
            return ((JsonConverter<T>)JsonSerializerOptions.Default.GetConverter(typeof(T))).ReadAsPropertyName(ref reader, typeof(T), JsonSerializerOptions.Default);
        };

        readDictionary.Should().Throw<JsonException>();
        readName.Should().Throw<JsonException>().WithMessage($"The property name is not a {typeof(T).Name}: its text is not Unicode.");
    }

    [Fact]
    public void Json_TextThatIsNotUtf8_IsAJsonException()
    {
        byte[] text = [.. "\"x"u8, 0xFF, (byte)'"'];
        var read = () => JsonSerializer.Deserialize<T>(text);
        var readName = () =>
        {
            var reader = new Utf8JsonReader([(byte)'{', .. text, .. ":1}"u8]);
            reader.Read();
            reader.Read();
            return ((JsonConverter<T>)JsonSerializerOptions.Default.GetConverter(typeof(T))).ReadAsPropertyName(ref reader, typeof(T), JsonSerializerOptions.Default);
        };

        read.Should().Throw<JsonException>().WithMessage("A string is not valid UTF-8.");
        readName.Should().Throw<JsonException>().WithMessage("A string is not valid UTF-8.");
    }
}
