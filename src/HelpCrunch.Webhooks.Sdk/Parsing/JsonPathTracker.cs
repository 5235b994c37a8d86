using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The path of the value that a walk is in. Names are shown only where they cannot be personal: a name inside
/// <c>customData</c>, one that is no plain identifier, and all below such a one, is <c>*</c>.
/// </summary>
internal sealed class JsonPathTracker
{
    private const int MaxNameLength = 64;

    private readonly Stack<Level> _levels = new();
    private Level _current;

    /// <summary>Takes note of the token that the walk has just read.</summary>
    public void Enter(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _levels.Push(_current);
                _current = new Level { IsArray = json.TokenType == JsonTokenType.StartArray };
                break;

            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _current = _levels.Pop().After();
                break;

            case JsonTokenType.PropertyName:
                _current.NameStart = (int)json.TokenStartIndex + 1;
                _current.NameLength = json.ValueSpan.Length;
                _current.HasName = true;
                break;

            default:
                _current = _current.After();
                break;
        }
    }

    public string Path(ReadOnlySpan<byte> body)
    {
        var path = new StringBuilder("$");
        var isCustom = false;
        foreach (var level in _levels.Reverse().Append(_current))
        {
            if (level.IsArray)
            {
                path.Append('[').Append(level.Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
            else if (level.HasName)
            {
                var name = body.Slice(level.NameStart, level.NameLength);
                isCustom |= !IsPlain(name); // It may be `customData` behind an escape.
                path.Append('.').Append(isCustom ? "*" : Encoding.UTF8.GetString(name));
                isCustom |= name.SequenceEqual("customData"u8);
            }
        }

        return path.ToString();
    }

    private static bool IsPlain(ReadOnlySpan<byte> name)
    {
        foreach (var character in name)
        {
            if (character is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_'))
            {
                return false;
            }
        }

        return name.Length is > 0 and <= MaxNameLength;
    }

    private struct Level
    {
        public bool IsArray;
        public bool HasName;
        public int Index;
        public int NameStart;
        public int NameLength;

        /// <summary>The level behind one of its values.</summary>
        public readonly Level After() => this with { HasName = false, Index = Index + 1 };
    }
}
