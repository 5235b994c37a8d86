using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Reads a body in one forward pass. It implements the rules of the wire, so a record only lists its properties:
/// <code>
/// while (wire.MoveToNextProperty())
/// {
///     if (wire.TryMatchProperty("id"u8)) Id = wire.Identity();
///     if (wire.TryMatchProperty("name"u8)) Name = wire.Text();
/// }
/// </code>
/// <c>TryMatchProperty</c> compares the name of the current property and moves to its value. The method for the value reads it and moves
/// to the next name. Properties in the listed order need one comparison each. Any other order works too. If no name matches, the property
/// is unknown and is preserved.
/// </summary>
/// <remarks>
/// A value that cannot be read as documented is preserved as raw JSON with its name, and the method returns null or the empty value of the
/// type. A method throws a <see cref="JsonException"/> only when the body is not JSON.
/// </remarks>
internal ref partial struct WireReader
{
    /// <summary>The custom converters. Null when there are none.</summary>
    public readonly CustomConverters? Converters;

    private readonly ReadOnlySpan<byte> _body;
    private Utf8JsonReader _json;
    private ObjectFrame _frame;
    private Exception? _converterException;
    private int _converterExceptionStart;

    /// <param name="body">All bytes that <paramref name="json"/> reads.</param>
    /// <param name="json">A reader at the start of an object, or at the only value to read.</param>
    /// <param name="converters">The custom converters. Null when there are none.</param>
    public WireReader(ReadOnlySpan<byte> body, scoped in Utf8JsonReader json, CustomConverters? converters)
    {
        Converters = converters;
        _body = body;
        _json = json;
    }

    /// <summary>The position of the first byte of the current token.</summary>
    public readonly int Start => (int)_json.TokenStartIndex;

    /// <summary>The position after the last byte of the current token.</summary>
    public readonly int End => (int)_json.BytesConsumed;

    public readonly JsonTokenType TokenType => _json.TokenType;

    /// <summary>Creates a reader at the start of a value that is known to be JSON.</summary>
    public static WireReader Create(ReadOnlySpan<byte> value, CustomConverters? converters)
    {
        var json = new Utf8JsonReader(value, RawJson.ReaderOptions);
        json.Read();
        return new WireReader(value, json, converters);
    }

    /// <summary>Creates a second reader for a part of the body that was already read.</summary>
    public readonly WireReader Slice(int start, int end) => Create(_body.Slice(start, end - start), Converters);

    /// <summary>Moves from the start of an object to its first property. Returns false when the value is not an object.</summary>
    /// <param name="outer">The frame to pass to <see cref="Leave"/>.</param>
    public bool TryEnter(out ObjectFrame outer)
    {
        outer = _frame;
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        _frame = new ObjectFrame { Start = Start, IsMatched = true };
        Next();
        return true;
    }

    /// <summary>Returns from a nested object to the property of the outer object. Returns false when the nested object does not have a readable id.</summary>
    /// <param name="outer">The frame of the outer object.</param>
    /// <param name="error">The reason why the id could not be read. The default when the id was read or is absent.</param>
    public bool Leave(in ObjectFrame outer, out IdReadError error)
    {
        var hasIdentity = _frame.HasIdentity;
        error = _frame.IdentityError;
        _frame = outer;
        return hasIdentity;
    }

    /// <summary>Preserves the current property if no name matched it. Returns false at the end of the object.</summary>
    public bool MoveToNextProperty()
    {
        if (!_frame.IsMatched)
        {
            PreserveUnknown();
        }

        _frame.IsMatched = false;
        return _frame.IsAtProperty;
    }

    /// <summary>Moves to the value of the current property if the property has this name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryMatchProperty(ReadOnlySpan<byte> name)
    {
        if (!_frame.Name.SequenceEqual(name))
        {
            return false;
        }

        _frame.IsMatched = true;
        _json.Read();
        return true;
    }

    /// <summary>Gets the additional properties of the object. Null when there are none. Called once, at the end of the object.</summary>
    public readonly AdditionalProperties? TakeAdditionalProperties() => _frame.AdditionalProperties?.Build(_body);

    /// <summary>Gets the unescaped text of a string. Returns false for any other value, and for text that is not Unicode.</summary>
    public bool TryGetUtf8(out ReadOnlySpan<byte> text)
    {
        text = default;
        return _json.TokenType == JsonTokenType.String && ScalarReader.TryGetUtf8(ref _json, out text);
    }

    /// <summary>Reads the value as raw JSON and moves to its end.</summary>
    public JsonElement Raw() => JsonElement.ParseValue(ref _json);

    /// <summary>Moves to the end of the value.</summary>
    public void SkipToEnd() => _json.Skip();

    /// <summary>Moves past a value that was read. An earlier, unreadable value of the same name is discarded.</summary>
    public void Consume()
    {
        if (_frame.HasUnreadableValue)
        {
            _frame.AdditionalProperties?.Remove(NameText());
        }

        Next();
    }

    /// <summary>Preserves a value with its name and moves past it.</summary>
    /// <param name="raw">The value. The reader is at its end.</param>
    public void Preserve(JsonElement raw)
    {
        _frame.HasUnreadableValue = true;
        (_frame.AdditionalProperties ??= new()).Add(NameText(), raw);
        Next();
    }

    /// <summary>Preserves a value of the current object with a given name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="start">The position of the value.</param>
    public void PreserveAt(string name, int start)
    {
        var raw = new Utf8JsonReader(_body.Slice(start), RawJson.ReaderOptions);
        (_frame.AdditionalProperties ??= new()).Add(name, JsonElement.ParseValue(ref raw));
    }

    /// <summary>Gets the text of a number that was preserved with this name. Null for any other value.</summary>
    private readonly string? PreservedNumber(string name) => _frame.AdditionalProperties?.FindNumber(name);

    /// <summary>Moves from the end of a value to the next name.</summary>
    public void Next()
    {
        _json.Read();
        _frame.IsAtProperty = _json.TokenType == JsonTokenType.PropertyName;
        if (!_frame.IsAtProperty)
        {
            _frame.Name = default; // Documented names are not empty, so TryMatchProperty returns false for all of them.
        }
        else if (!_json.ValueIsEscaped)
        {
            _frame.Name = _json.ValueSpan;
        }
        else
        {
            // A name that is not Unicode text is used with its escapes.
            ScalarReader.TryGetUtf8(ref _json, out _frame.Name);
        }
    }

    /// <summary>Preserves the current value and moves past it.</summary>
    private void Preserve() => Preserve(JsonElement.ParseValue(ref _json));

    /// <summary>Preserves the value from the given position to the end of the current token, and moves past it.</summary>
    private void PreserveFrom(int start)
    {
        var raw = new Utf8JsonReader(_body.Slice(start, End - start), RawJson.ReaderOptions);
        Preserve(JsonElement.ParseValue(ref raw));
    }

    /// <summary>Preserves an unknown property as bytes. They are parsed when the additional properties are used.</summary>
    private void PreserveUnknown()
    {
        var start = Start;
        SkipToEnd();
        (_frame.AdditionalProperties ??= new()).AddUnparsed(_body, start, End);
        Next();
    }

    private readonly string NameText() => Encoding.UTF8.GetString(_frame.Name);

    /// <summary>The state of the object that is being read. It is saved while a nested object is read.</summary>
    internal ref struct ObjectFrame
    {
        /// <summary>The name of the current property, as unescaped UTF-8. Empty at the end of the object.</summary>
        public ReadOnlySpan<byte> Name;

        /// <summary>The position of the object.</summary>
        public int Start;

        public AdditionalPropertiesBuilder? AdditionalProperties;
        public IdReadError IdentityError;
        public bool IsAtProperty;
        public bool IsMatched;
        public bool HasUnreadableValue;
        public bool HasIdentity;
    }
}

/// <summary>The reason why an object could not be read.</summary>
/// <param name="UnreadableId">The position of the id that could not be read. Null when the id is not the reason.</param>
/// <param name="Exception">The exception that a custom converter or type threw. Null when there is none.</param>
internal readonly record struct IdReadError(int? UnreadableId, Exception? Exception)
{
    /// <summary>Returns the same error for a body in which the value starts at the given position.</summary>
    public IdReadError At(int start) => this with { UnreadableId = UnreadableId + start };
}
