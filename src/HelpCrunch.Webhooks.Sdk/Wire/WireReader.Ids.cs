using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

internal ref partial struct WireReader
{
    /// <summary>
    /// A list of ids: an array, or the object that PHP makes of an array with gaps (<c>{"0":743,"2":42}</c>); of integers,
    /// strings of integers, or objects with an <c>id</c>. What such objects hold beside the id is kept under the list's name.
    /// </summary>
    public IReadOnlyList<long> Ids()
    {
        if (Converters is not null && TryReadWithCustomConverter<IReadOnlyList<long>>(out var own))
        {
            return IdList.From(own);
        }

        if (_json.TokenType == JsonTokenType.Null)
        {
            Consume();
            return IdList.Empty;
        }

        var start = Start;
        var depth = _json.CurrentDepth;
        if (TryReadIds(out var ids, out var hasObjects) && !hasObjects)
        {
            Consume();
            return ids;
        }

        PreserveList(start, depth);
        return ids;
    }

    /// <summary>An id under a name that is not documented. An object is kept too, for what it holds beside the id.</summary>
    public WireId IdOrObject()
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            return new WireId { Start = Start, Plain = Integer() };
        }

        var start = Start;
        var hasId = TryReadObjectId(out var id);
        PreserveFrom(start);
        return new WireId { OfObject = hasId ? id : null };
    }

    /// <summary>The ids of a list; the walk then stands at the list's end. False when the value is no list of ids.</summary>
    public bool TryReadIds(out IdList ids, out bool hasObjects)
    {
        ids = IdList.Empty;
        hasObjects = false;
        if (_json.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return false;
        }

        long[] read = [];
        var count = 0;
        while (_json.Read() && _json.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            if (_json.TokenType == JsonTokenType.PropertyName)
            {
                continue;
            }

            hasObjects |= _json.TokenType == JsonTokenType.StartObject;
            if (!TryReadId(out var id))
            {
                return false;
            }

            if (count == read.Length)
            {
                // Not by Array.Resize: a process's first event would wait until that is compiled for these.
                var longer = new long[Math.Max(2, count * 2)];
                Array.Copy(read, longer, count);
                read = longer;
            }

            read[count++] = id;
        }

        ids = IdList.Own(read, count);
        return true;
    }

    /// <summary>Keeps the value that began at that byte, in which the walk stands anywhere, and walks on.</summary>
    private void PreserveList(int start, int depth)
    {
        while (_json.CurrentDepth > depth)
        {
            _json.Read();
        }

        PreserveFrom(start);
    }

    /// <summary>An integer, a string of one, or an object whose <c>id</c> is either; the walk then stands at the value's end.</summary>
    public bool TryReadId(out long id)
    {
        if (_json.TokenType == JsonTokenType.StartObject)
        {
            return TryReadObjectId(out id);
        }

        return Converters is null ? ScalarReader.TryGetInt64(ref _json, out id) : TryReadIdByConverter(out id);
    }

    private bool TryReadIdByConverter(out long id) => Converters!.Find<long>() is { } converter
        ? TryConvert(converter, out id, out _)
        : ScalarReader.TryGetInt64(ref _json, out id);

    private bool TryReadObjectId(out long id)
    {
        var found = false;
        id = 0;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var isId = ScalarReader.TryGetUtf8(ref _json, out var name) && name.SequenceEqual("id"u8);
            _json.Read();
            if (!isId)
            {
                _json.Skip();
            }
            else if (_json.TokenType == JsonTokenType.StartObject)
            {
                found = false; // No id is an object; of two, the last counts.
                _json.Skip();
            }
            else
            {
                found = TryReadId(out id);
                _json.Skip();
            }
        }

        return found;
    }
}
