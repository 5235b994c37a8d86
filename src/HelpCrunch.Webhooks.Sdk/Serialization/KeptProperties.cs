using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// What an object has beyond its typed members, while it is being read. Properties that are not modelled stay as the bytes they
/// came in: most are never looked at, and a body may have thousands, each of which would cost several objects.
/// </summary>
internal sealed class KeptProperties
{
    private Dictionary<string, JsonElement>? _read;
    private PooledBytes? _unread;

    /// <summary>Keeps a value; of one name, the last.</summary>
    public void Keep(string name, JsonElement value) => (_read ??= new(StringComparer.Ordinal))[name] = value;

    /// <summary>Lets go of a value that was kept before.</summary>
    public void Remove(string name) => _read?.Remove(name);

    /// <summary>Keeps a name with its value, as they stand in the body.</summary>
    public void KeepUnread(ReadOnlySpan<byte> property)
    {
        var isFirst = _unread is null;
        _unread ??= new PooledBytes();
        _unread.Append(isFirst ? "{"u8 : ","u8);
        _unread.Append(property);
    }

    /// <summary>All of them. Gives the collected bytes back, so it is the last call.</summary>
    public AdditionalProperties ToAdditionalProperties() => AdditionalProperties.Own(_read, _unread is null ? null : ToJson(_unread));

    private static byte[] ToJson(PooledBytes unread)
    {
        using (unread)
        {
            unread.Append("}"u8);
            return unread.Span.ToArray();
        }
    }
}
