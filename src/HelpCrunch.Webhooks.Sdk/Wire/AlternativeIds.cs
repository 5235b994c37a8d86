using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Reads an id that can have one of several names and can be in an object, because HelpCrunch documents it only in prose. A plain id has
/// priority over the id of an object. Among ids of the same kind, the order of the names decides.
/// </summary>
internal sealed class AlternativeIds(string[] names)
{
    private readonly AlternativeId[] _ids = new AlternativeId[names.Length];

    /// <summary>Reads the value of the property with one of the names.</summary>
    public void Read(ref WireReader wire, string name) => _ids[Array.IndexOf(names, name)] = wire.AlternativeId();

    /// <summary>Chooses the id. Other plain ids are preserved.</summary>
    public long? Choose(ref WireReader wire)
    {
        long? plain = null;
        long? ofObject = null;
        foreach (var id in _ids)
        {
            plain ??= id.Plain;
            ofObject ??= id.OfObject;
        }

        var chosen = plain ?? ofObject;
        for (var index = 0; index < _ids.Length; index++)
        {
            if (_ids[index].Plain is { } other && other != chosen)
            {
                wire.PreserveAt(names[index], _ids[index].Start);
            }
        }

        return chosen;
    }

    /// <summary>The name to write an id with: the first name without a preserved value. Null when the preserved values are read as this id.</summary>
    public static string? FindNameToWrite(ReadOnlySpan<string> names, long? id, IReadOnlyDictionary<string, JsonElement> preserved, CustomConverters? converters)
    {
        string? free = null;
        long? plain = null;
        long? ofObject = null;
        foreach (var name in names)
        {
            if (!preserved.TryGetValue(name, out var value))
            {
                free ??= name;
            }
            else if (value.ValueKind == JsonValueKind.Object)
            {
                ofObject ??= IdReader.Read(value, converters);
            }
            else
            {
                plain ??= IdReader.Read(value, converters);
            }
        }

        return id is null || id == (plain ?? ofObject) ? null : free ?? names[0];
    }

    /// <summary>Whether the preserved value with the name is an object with an id. The id was read, and the object is preserved because it can have other properties.</summary>
    public static bool IsObjectWithId(string name, IReadOnlyDictionary<string, JsonElement> preserved) =>
        preserved.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Object && IdReader.Read(value, converters: null) is not null;
}

/// <summary>One of the values of <see cref="AlternativeIds"/>.</summary>
internal struct AlternativeId
{
    public long? Plain;

    public long? OfObject;

    /// <summary>The position of the plain id.</summary>
    public int Start;
}
