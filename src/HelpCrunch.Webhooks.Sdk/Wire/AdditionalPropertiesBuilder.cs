using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// What an object has beyond its typed members, while it is being read. Of properties that are not modelled it is only noted where they
/// stand: most are never looked at, and a body may have thousands, each of which would cost several objects.
/// </summary>
internal sealed class AdditionalPropertiesBuilder
{
    private Dictionary<string, JsonElement>? _read;
    private List<(int Start, int End)>? _unread;

    /// <summary>Keeps a value; of one name, the last.</summary>
    public void Keep(string name, JsonElement value) => (_read ??= new(StringComparer.Ordinal))[name] = value;

    /// <summary>Lets go of a value that was kept before.</summary>
    public void Remove(string name) => _read?.Remove(name);

    /// <summary>Keeps a name with its value, which stand there in the body.</summary>
    public void KeepUnread(ReadOnlySpan<byte> body, int start, int end)
    {
        _unread ??= new(capacity: 1);
        if (_unread.Count > 0 && _unread[_unread.Count - 1] is var last && body.Slice(last.End, start - last.End).IndexOf((byte)'"') < 0)
        {
            _unread[_unread.Count - 1] = (last.Start, end); // Nothing but a comma is between them.
        }
        else
        {
            _unread.Add((start, end));
        }
    }

    /// <summary>All of them.</summary>
    public AdditionalProperties ToAdditionalProperties(ReadOnlySpan<byte> body) => AdditionalProperties.Own(_read, _unread is null ? null : ToJson(body, _unread));

    private static byte[] ToJson(ReadOnlySpan<byte> body, List<(int Start, int End)> properties)
    {
        var length = 1;
        foreach (var (start, end) in properties)
        {
            length += end - start + 1;
        }

        var json = new byte[length];
        var at = 0;
        foreach (var (start, end) in properties)
        {
            json[at] = (byte)(at == 0 ? '{' : ',');
            body.Slice(start, end - start).CopyTo(json.AsSpan(at + 1));
            at += end - start + 1;
        }

        json[at] = (byte)'}';
        return json;
    }
}
