using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Tests.Properties;

/// <summary>Writes the same JSON with other white space, other escapes and another order of properties.</summary>
internal sealed class JsonVariantWriter(int seed, bool addsProperties = false)
{
    public const string AddedName = "addedByTheTest_";

    private static readonly string[] Spaces = ["", "", "", " ", "\n", "\r\n", "\t", "    "];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private int _added;

    public string Copy(JsonElement element)
    {
        Space();
        Write(element, isData: false);
        Space();
        return _text.ToString();
    }

    private void Write(JsonElement element, bool isData)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, isData);
                break;
            case JsonValueKind.Array:
                WriteList('[', [.. element.EnumerateArray().Select<JsonElement, Action>(item => () => Write(item, isData: true))], ']');
                break;
            case JsonValueKind.String when !element.GetRawText().Contains("\\ud800", StringComparison.Ordinal):
                WriteText(element.GetString()!);
                break;
            default:
                _text.Append(element.GetRawText());
                break;
        }
    }

    private void WriteObject(JsonElement element, bool isData)
    {
        var properties = element.EnumerateObject().Select<JsonProperty, Action>(property => () =>
        {
            // Custom data and unknown properties are data. A property that is added to them would change the event.
            WriteProperty(property.Name, () => Write(property.Value, isData || property.Name == "customData" || property.Name.StartsWith("new:", StringComparison.Ordinal)));
        }).ToList();
        while (addsProperties && !isData && _random.Next(3) == 0)
        {
            var name = AddedName + _added++.ToString(CultureInfo.InvariantCulture);
            properties.Add(() => WriteProperty(name, () => _text.Append("""{"id":[null,"\ud800",{"chat_id":1}],"event":0}""")));
        }

        var order = properties.ToArray();
        _random.Shuffle(order);
        WriteList('{', order, '}');
    }

    private void WriteProperty(string name, Action value)
    {
        WriteText(name);
        Space();
        _text.Append(':');
        Space();
        value();
    }

    private void WriteList(char start, Action[] items, char end)
    {
        _text.Append(start);
        Space();
        for (var index = 0; index < items.Length; index++)
        {
            if (index > 0)
            {
                _text.Append(',');
                Space();
            }

            items[index]();
            Space();
        }

        _text.Append(end);
    }

    private void WriteText(string text)
    {
        _text.Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            var mustEscape = rune.Value < ' ' || rune.Value is '"' or '\\';
            if (rune.Value is '/' or '"' or '\\' && _random.Next(2) == 0)
            {
                _text.Append('\\').Append((char)rune.Value);
            }
            else if (mustEscape || _random.Next(4) == 0)
            {
                foreach (var unit in rune.ToString())
                {
                    var digits = ((int)unit).ToString(_random.Next(2) == 0 ? "x4" : "X4", CultureInfo.InvariantCulture);
                    _text.Append("\\u").Append(digits);
                }
            }
            else
            {
                _text.Append(rune.ToString());
            }
        }

        _text.Append('"');
    }

    private void Space() => _text.Append(Spaces[_random.Next(Spaces.Length)]);
}
