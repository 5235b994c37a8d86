using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// One forward walk over a body. It knows the rules of the wire, so that the reading of a record is a table of its fields:
/// <code>
/// while (wire.MoveToNextProperty())
/// {
///     if (wire.TryMatchProperty("id"u8)) Id = wire.Identity();
///     if (wire.TryMatchProperty("name"u8)) Name = wire.Text();
/// }
/// </code>
/// <c>TryMatchProperty</c> compares the name of the property that the walk stands at; the value's method reads it and walks on to the next
/// name. So names in the order of the table cost one comparison each, any other order works, and a round that took nothing
/// has met an unknown property, which is kept.
/// </summary>
/// <remarks>
/// A value that cannot be read as documented is kept raw under its name, and the method returns what "nothing" is for its
/// type. No value makes a method throw; <see cref="JsonException"/> means that the body is not JSON.
/// </remarks>
internal ref partial struct WireReader
{
    /// <summary>The user's converters; null when there are none.</summary>
    public readonly CustomConverters? Converters;

    private readonly ReadOnlySpan<byte> _body;
    private Utf8JsonReader _json;
    private ObjectFrame _frame;
    private Exception? _thrown;
    private int _thrownAt;

    /// <param name="body">The bytes that <paramref name="json"/> reads, from its first to its last.</param>
    /// <param name="json">Stands at the start of an object, or of the value that one method is called for.</param>
    /// <param name="converters">The user's; null when there are none.</param>
    public WireReader(ReadOnlySpan<byte> body, scoped in Utf8JsonReader json, CustomConverters? converters)
    {
        Converters = converters;
        _body = body;
        _json = json;
    }

    /// <summary>The byte at which the current token starts.</summary>
    public readonly int Start => (int)_json.TokenStartIndex;

    /// <summary>The byte behind the current token.</summary>
    public readonly int End => (int)_json.BytesConsumed;

    public readonly JsonTokenType TokenType => _json.TokenType;

    /// <summary>A walk over a value that is known to be JSON, at whose start it stands.</summary>
    public static WireReader Create(ReadOnlySpan<byte> value, CustomConverters? converters)
    {
        var json = new Utf8JsonReader(value, PreservedJson.Options);
        json.Read();
        return new WireReader(value, json, converters);
    }

    /// <summary>Another walk, over a part of the body that this one has been over.</summary>
    public readonly WireReader Slice(int start, int end) => Create(_body.Slice(start, end - start), Converters);

    /// <summary>From an object's start to its first property. False when the value is no object.</summary>
    /// <param name="outer">The place to <see cref="Leave"/> to.</param>
    public bool TryEnter(out ObjectFrame outer)
    {
        outer = _frame;
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        _frame = new ObjectFrame { Start = Start, Matched = true };
        Next();
        return true;
    }

    /// <summary>From the object's end back to the property it was the value of. False when the object has no id.</summary>
    /// <param name="outer">The place that the object was entered from.</param>
    /// <param name="fault">Why an id that it has cannot be read; the default when it can, or has none.</param>
    public bool Leave(in ObjectFrame outer, out IdReadError fault)
    {
        var isIdentified = _frame.Identified;
        fault = _frame.IdentityFault;
        _frame = outer;
        return isIdentified;
    }

    /// <summary>Whether there is a property to look at. Keeps the one that no line of the round before has taken.</summary>
    public bool MoveToNextProperty()
    {
        if (!_frame.Matched)
        {
            PreserveUnknown();
        }

        _frame.Matched = false;
        return _frame.AtProperty;
    }

    /// <summary>Whether the walk stands at the property of this name; if so, it now stands at its value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryMatchProperty(ReadOnlySpan<byte> name)
    {
        if (!_frame.Name.SequenceEqual(name))
        {
            return false;
        }

        _frame.Matched = true;
        _json.Read();
        return true;
    }

    /// <summary>What the object had that no typed member holds; null when it had nothing more. Asked once, at the object's end.</summary>
    public readonly AdditionalProperties? TakeAdditionalProperties() => _frame.Kept?.ToAdditionalProperties(_body);

    /// <summary>A string's text, unescaped. False for any other value, and for text that is no Unicode.</summary>
    public bool TryUtf8(out ReadOnlySpan<byte> text)
    {
        text = default;
        return _json.TokenType == JsonTokenType.String && ScalarReader.TryGetUtf8(ref _json, out text);
    }

    /// <summary>The value as raw JSON, at whose end the walk then stands.</summary>
    public JsonElement Raw() => JsonElement.ParseValue(ref _json);

    /// <summary>To the end of the value.</summary>
    public void SkipToEnd() => _json.Skip();

    /// <summary>Behind a value that was understood. An earlier one of the same name, kept as not understood, no longer counts.</summary>
    private void Consume()
    {
        if (_frame.HasUnreadableValue)
        {
            _frame.Kept?.Remove(NameText());
        }

        Next();
    }

    /// <summary>Keeps the value raw under its name, and walks on.</summary>
    private void Preserve() => Preserve(JsonElement.ParseValue(ref _json));

    /// <summary>Keeps the value that began at that byte, at whose end the walk stands, and walks on.</summary>
    private void PreserveFrom(int start)
    {
        var raw = new Utf8JsonReader(_body.Slice(start, End - start), PreservedJson.Options);
        Preserve(JsonElement.ParseValue(ref raw));
    }

    /// <summary>Keeps the value at whose end the walk stands, and walks on.</summary>
    private void Preserve(JsonElement raw)
    {
        _frame.HasUnreadableValue = true;
        (_frame.Kept ??= new()).Keep(NameText(), raw);
        Next();
    }

    /// <summary>Keeps the value that begins at that byte under this name, of the object that the walk is about to leave.</summary>
    public void PreserveAt(string name, int start)
    {
        var raw = new Utf8JsonReader(_body.Slice(start), PreservedJson.Options);
        (_frame.Kept ??= new()).Keep(name, JsonElement.ParseValue(ref raw));
    }

    /// <summary>Keeps a property that is not modelled, as bytes to be read when somebody asks.</summary>
    private void PreserveUnknown()
    {
        var start = Start;
        SkipToEnd();
        (_frame.Kept ??= new()).KeepUnread(_body, start, End);
        Next();
    }

    /// <summary>From the end of a value to the next name.</summary>
    public void Next()
    {
        _json.Read();
        _frame.AtProperty = _json.TokenType == JsonTokenType.PropertyName;
        if (!_frame.AtProperty)
        {
            _frame.Name = default; // Empty, which no documented name is: `TryMatchProperty` is false for all of them.
        }
        else if (!_json.ValueIsEscaped)
        {
            _frame.Name = _json.ValueSpan;
        }
        else
        {
            // A name whose escapes are no Unicode text is known by the escapes themselves.
            ScalarReader.TryGetUtf8(ref _json, out _frame.Name);
        }
    }

    private readonly string NameText() => Encoding.UTF8.GetString(_frame.Name);

    /// <summary>The object being read: everything that must be found again after a nested one.</summary>
    internal ref struct ObjectFrame
    {
        /// <summary>The name the walk stands at, unescaped UTF-8; empty behind the last property.</summary>
        public ReadOnlySpan<byte> Name;

        /// <summary>The byte at which the object starts.</summary>
        public int Start;

        public AdditionalPropertiesBuilder? Kept;
        public IdReadError IdentityFault;
        public bool AtProperty;
        public bool Matched;
        public bool HasUnreadableValue;
        public bool Identified;
    }
}
