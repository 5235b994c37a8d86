using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Ids in JSON that was kept raw.</summary>
internal static class WireIds
{
    /// <summary>Whether the kept list says what the typed one says, and more: its items are objects.</summary>
    public static bool Say(JsonElement kept, IReadOnlyList<long> ids, CustomConverters? converters)
    {
        var wire = Over(kept, converters);
        return wire.TryReadIds(out var read, out _) && read.Equals(IdList.From(ids));
    }

    /// <summary>The id that the kept value is, or is an object of; null when it is neither.</summary>
    public static long? Read(JsonElement kept, CustomConverters? converters)
    {
        var wire = Over(kept, converters);
        return wire.TryReadId(out var id) ? id : null;
    }

    /// <summary>Whether the kept value is an id, or an object of one.</summary>
    public static bool IsId(JsonElement kept)
    {
        var wire = Over(kept, converters: null);
        return wire.TryReadId(out _);
    }

    // A reader, because a JsonElement throws when it is asked for a property beside one whose name is no Unicode text.
    private static WireReader Over(JsonElement kept, CustomConverters? converters) => WireReader.Create(RawJson.Bytes(kept), converters);
}
