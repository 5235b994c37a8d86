using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Reads a record from the object that a <see cref="WireReader"/> has entered.</summary>
internal delegate T WireConstructor<out T>(ref WireReader wire);

/// <summary>
/// One forward walk over a body. It knows the rules of the wire, so that the reading of a record is a table of its fields:
/// <code>
/// while (wire.NextRound())
/// {
///     if (wire.At("id"u8)) Id = wire.Identity();
///     if (wire.At("name"u8)) Name = wire.Text();
/// }
/// </code>
/// <c>At</c> compares the name of the property that the walk stands at; the value's method reads it and walks on to the next
/// name. So names in the order of the table cost one comparison each, any other order works, and a round that took nothing
/// has met an unknown property, which is kept.
/// </summary>
/// <remarks>
/// A value that cannot be read as documented is kept raw under its name, and the method returns what "nothing" is for its
/// type. No value makes a method throw; <see cref="JsonException"/> means that the body is not JSON.
/// </remarks>
internal ref partial struct WireReader
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly UserConverters? _converters;
    private Utf8JsonReader _json;
    private Place _place;

    /// <param name="json">Stands at the start of an object, or of the value that one method is called for.</param>
    /// <param name="converters">The user's; null when there are none.</param>
    /// <param name="body">
    /// The bytes that <paramref name="json"/> reads. Empty where only the reader is known, as in a converter.
    /// </param>
    public WireReader(Utf8JsonReader json, UserConverters? converters, ReadOnlySpan<byte> body = default)
    {
        _body = body;
        _json = json;
        _converters = converters;
    }

    /// <summary>Where the walk is. A copy is a bookmark to come back to.</summary>
    public Utf8JsonReader Position
    {
        readonly get => _json;
        set => _json = value;
    }

    /// <summary>The user's converters; null when there are none.</summary>
    public readonly UserConverters? Converters => _converters;

    /// <summary>The byte at which the current token starts.</summary>
    public readonly long Offset => _json.TokenStartIndex;

    /// <summary>From the object's start to its first property. Returns the place to <see cref="Leave"/> to.</summary>
    public Place Enter()
    {
        var outer = _place;
        _place = new Place { Matched = true };
        Next();
        return outer;
    }

    /// <summary>From the object's end back to the property it was the value of.</summary>
    public void Leave(Place outer) => _place = outer;

    /// <summary>Whether there is a property to look at. Keeps the one that no line of the round before has taken.</summary>
    public bool NextRound()
    {
        if (!_place.Matched)
        {
            KeepUnknown();
        }

        _place.Matched = false;
        return _place.AtProperty;
    }

    /// <summary>Whether the walk stands at the property of this name; if so, it now stands at its value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool At(ReadOnlySpan<byte> name)
    {
        if (!_place.Name.SequenceEqual(name))
        {
            return false;
        }

        _place.Matched = true;
        _json.Read();
        return true;
    }

    /// <summary>What the object had that no typed member holds. Asked once, at the object's end.</summary>
    public readonly AdditionalProperties Leftovers() => _place.Kept?.ToAdditionalProperties() ?? AdditionalProperties.Empty;

    /// <summary>A string's text, unescaped. False for any other value, and for text that is no Unicode.</summary>
    public bool TryUtf8(out ReadOnlySpan<byte> text)
    {
        text = default;
        return _json.TokenType == JsonTokenType.String && WireScalar.TryGetUtf8(ref _json, out text);
    }

    /// <summary>The value as raw JSON, at whose end the walk then stands.</summary>
    public JsonElement Raw() => JsonElement.ParseValue(ref _json);

    /// <summary>To the end of the value.</summary>
    public void SkipToEnd() => _json.TrySkip(); // Not Skip, which refuses a reader of an unfinished body even where the value is all there.

    /// <summary>Past a value without looking at it.</summary>
    public void SkipValue()
    {
        SkipToEnd();
        Next();
    }

    /// <summary>Behind a value that was understood. An earlier one of the same name, kept as not understood, no longer counts.</summary>
    private void Accept()
    {
        if (_place.KeptMisfit)
        {
            _place.Kept?.Remove(NameText());
        }

        Next();
    }

    /// <summary>Keeps the value raw under its name, and walks on.</summary>
    private void Keep() => Keep(JsonElement.ParseValue(ref _json));

    /// <summary>Keeps the value at whose end the walk stands, and walks on.</summary>
    private void Keep(JsonElement raw)
    {
        _place.KeptMisfit |= _place.Matched;
        (_place.Kept ??= new()).Keep(NameText(), raw);
        Next();
    }

    /// <summary>Keeps a property that is not modelled: where the body is at hand as bytes to be read when somebody asks.</summary>
    private void KeepUnknown()
    {
        if (_body.IsEmpty)
        {
            Keep(); // System.Text.Json goes from a name to its value by itself.
            return;
        }

        var start = (int)_json.TokenStartIndex;
        SkipToEnd();
        (_place.Kept ??= new()).KeepUnread(_body.Slice(start, (int)_json.BytesConsumed - start));
        Next();
    }

    /// <summary>From the end of a value to the next name.</summary>
    public void Next()
    {
        _json.Read();
        _place.AtProperty = _json.TokenType == JsonTokenType.PropertyName;
        if (!_place.AtProperty)
        {
            _place.Name = default; // Empty, which no documented name is: `At` is false for all of them.
        }
        else if (!_json.ValueIsEscaped && !_json.HasValueSequence)
        {
            _place.Name = _json.ValueSpan;
        }
        else
        {
            // A name whose escapes are no Unicode text is known by the escapes themselves.
            WireScalar.TryGetUtf8(ref _json, out _place.Name);
        }
    }

    private readonly string NameText() => Encoding.UTF8.GetString(_place.Name);

    /// <summary>The object being read: everything that must be found again after a nested one.</summary>
    internal ref struct Place
    {
        /// <summary>The name the walk stands at, unescaped UTF-8; empty behind the last property.</summary>
        public ReadOnlySpan<byte> Name;

        public KeptProperties? Kept;
        public long? UnreadableIdentity;
        public bool AtProperty;
        public bool Matched;
        public bool KeptMisfit;
        public bool Identified;
    }
}
