using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Reads ids in every form that PHP can write. An id is an integer, a string of an integer, or an object with an <c>id</c>. A list of ids
/// is an array, or the object that PHP writes for an array with gaps (<c>{"0":743,"2":42}</c>).
/// </summary>
internal static class IdReader
{
    /// <summary>Reads an id and moves to the end of the value.</summary>
    public static bool TryRead(ref Utf8JsonReader json, CustomConverters? converters, out long id)
    {
        if (json.TokenType == JsonTokenType.StartObject)
        {
            return TryReadObject(ref json, converters, out id);
        }

        return converters is null ? ScalarReader.TryGetInt64(ref json, out id) : TryReadWithConverters(ref json, converters, out id);
    }

    /// <summary>Reads the id of an object and moves to the end of the object. If <c>id</c> occurs twice, the last one is used.</summary>
    public static bool TryReadObject(ref Utf8JsonReader json, CustomConverters? converters, out long id)
    {
        var found = false;
        id = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var isId = ScalarReader.TryGetUtf8(ref json, out var name) && name.SequenceEqual("id"u8);
            json.Read();
            if (isId)
            {
                found = json.TokenType != JsonTokenType.StartObject && TryRead(ref json, converters, out id);
            }

            json.Skip();
        }

        return found;
    }

    /// <summary>Reads a list of ids and moves to its end. Returns false when the value is not a list, or when an item is not an id.</summary>
    public static bool TryReadList(ref Utf8JsonReader json, CustomConverters? converters, out IdList ids, out bool hasObjects)
    {
        ids = IdList.Empty;
        hasObjects = false;
        if (json.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return false;
        }

        long[] read = [];
        var count = 0;
        while (json.Read() && json.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            if (json.TokenType == JsonTokenType.PropertyName)
            {
                continue;
            }

            hasObjects |= json.TokenType == JsonTokenType.StartObject;
            if (!TryRead(ref json, converters, out var id))
            {
                return false;
            }

            if (count == read.Length)
            {
                // Cold path: compiles Array.Resize<long>.
                var longer = new long[Math.Max(2, count * 2)];
                Array.Copy(read, longer, count);
                read = longer;
            }

            read[count++] = id;
        }

        ids = IdList.Create(read, count);
        return true;
    }

    /// <summary>Reads the id in preserved JSON. Null when the JSON does not contain an id.</summary>
    public static long? Read(JsonElement preserved, CustomConverters? converters)
    {
        var json = Utf8Reader(preserved);
        return TryRead(ref json, converters, out var id) ? id : null;
    }

    /// <summary>Determines whether preserved JSON is a list of exactly these ids.</summary>
    public static bool ListEquals(JsonElement preserved, IReadOnlyList<long> ids, CustomConverters? converters)
    {
        var json = Utf8Reader(preserved);
        return TryReadList(ref json, converters, out var read, out _) && read.Equals(IdList.From(ids));
    }

    /// <summary>Creates a reader. A <see cref="JsonElement"/> is not used, because it throws when another property has a name that is not Unicode text.</summary>
    private static Utf8JsonReader Utf8Reader(JsonElement preserved)
    {
        var json = new Utf8JsonReader(RawJson.Bytes(preserved), RawJson.ReaderOptions);
        json.Read();
        return json;
    }

    // Cold path.
    private static bool TryReadWithConverters(ref Utf8JsonReader json, CustomConverters converters, out long id) => converters.Find<long>() is { } converter
        ? converters.TryConvert(ref json, converter, out id, out _)
        : ScalarReader.TryGetInt64(ref json, out id);
}
