using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HelpCrunch.Webhooks.Tool.Redaction;

namespace HelpCrunch.Webhooks.Tool.Tests.Redaction;

/// <summary>A random body whose personal texts, names and numbers are known.</summary>
public sealed class MarkedBody
{
    private static readonly string[] DocumentedNames = [.. WireModel.Instance.Names.Order(StringComparer.Ordinal)];

    private readonly Random _random;
    private readonly StringBuilder _json = new();
    private readonly List<string> _marks = [];

    private MarkedBody(int seed)
    {
        _random = new Random(seed);
        WriteEvent();
    }

    public static Gen<MarkedBody> Generator { get; } = Gen.Choose(0, int.MaxValue).Select(seed => new MarkedBody(seed));

    public IReadOnlyList<string> Marks => _marks;

    public byte[] Body => Encoding.UTF8.GetBytes(_json.ToString());

    public override string ToString() => _json.ToString();

    private void WriteEvent()
    {
        _json.Append("""{"event":""");
        WriteText(_random.Next(4) == 0 ? Mark() : WebhookEventTypes.All[_random.Next(WebhookEventTypes.All.Count)]);
        _json.Append(Space()).Append(",\"id\":");
        WriteText(Mark());
        _json.Append(",\"eventData\":");
        WriteObject(3, $"\"chat_id\":{Number()},\"id\":{Number()}");
        for (var count = _random.Next(3); count > 0; count--)
        {
            _json.Append(',');
            WriteProperty(2);
        }

        _json.Append(Space()).Append('}');
    }

    private void WriteObject(int depth, string start = "")
    {
        _json.Append('{').Append(start);
        for (var index = 0; index < _random.Next(1, 7); index++)
        {
            _json.Append(index > 0 || start.Length > 0 ? "," : "").Append(Space());
            WriteProperty(depth);
        }

        _json.Append(Space()).Append('}');
    }

    private void WriteProperty(int depth)
    {
        string name;
        do
        {
            name = _random.Next(3) == 0 ? Mark() : DocumentedNames[_random.Next(DocumentedNames.Length)];
        }
        while (name is "event" or "id" or "chat_id" or "eventData"); // So that most bodies are events.

        WriteText(name);
        _json.Append(Space()).Append(':').Append(Space());
        WriteValue(depth - 1);
    }

    private void WriteValue(int depth)
    {
        switch (_random.Next(depth > 0 ? 12 : 9))
        {
            case 0:
                _json.Append(Choose("null", "true", "false", "0", "1"));
                break;
            case 1:
                _json.Append(Number());
                break;
            case 2:
                _json.Append('"').Append(Number()).Append('"');
                break;
            case 3:
                WriteText(Choose("closed", "poor", "agent", "onhold", "superviser", "auto chat"));
                break;
            case 4:
                WriteText($"{Mark()}.{Mark()}@{Mark()}.com");
                break;
            case 5:
                WriteText($"https://{Mark()}.com/{Mark()}?{Mark()}={Number()}");
                break;
            case 6:
                _json.Append(Choose("", "-")).Append(Number()).Append('.').Append(Number()).Append(Choose("", "e2", "E-3"));
                break;
            case 7 or 8:
                WriteText($"{Mark()} {Mark()}, {Mark()}!");
                break;
            case 9:
                _json.Append('[');
                for (var index = 0; index < _random.Next(1, 4); index++)
                {
                    _json.Append(index > 0 ? "," : "");
                    WriteValue(depth - 1);
                }

                _json.Append(']');
                break;
            default:
                WriteObject(depth);
                break;
        }
    }

    private void WriteText(string text)
    {
        _json.Append('"');
        foreach (var character in text)
        {
            _ = _random.Next(5) == 0 || char.IsSurrogate(character)
                ? _json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
                : _json.Append(character);
        }

        _json.Append('"');
    }

    /// <summary>A word that does not occur by chance.</summary>
    private string Mark()
    {
        var alphabet = Choose("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "aBcDeFgHi012345678", "абвгдежзиклмнопрст", "東京都港区芝公園丁目番号");
        var mark = string.Concat(Enumerable.Range(0, 8).Select(_ => alphabet[_random.Next(alphabet.Length)])) + Choose("", "", "😀");
        _marks.Add(mark);
        return mark;
    }

    private string Number()
    {
        var number = _random.NextInt64(10_000_000, 999_999_999_999).ToString(CultureInfo.InvariantCulture);
        _marks.Add(number);
        return number;
    }

    private string Space() => Choose("", "", " ", "\n\t");

    private string Choose(params string[] choices) => choices[_random.Next(choices.Length)];
}
