using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Finds drift in a record that was read: parsing keeps no book of it, since the record itself tells.</summary>
internal sealed class DriftFinder : WireVisitor
{
    private readonly List<WebhookDrift> _found;
    private readonly IWireRecord _record;
    private readonly string _path;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private DriftFinder(List<WebhookDrift> found, IWireRecord record, string path)
    {
        _found = found;
        _record = record;
        _path = path;
    }

    public static void Find(List<WebhookDrift> found, IWireRecord record, string path)
    {
        var finder = new DriftFinder(found, record, path);
        record.Visit(finder);
        foreach (var name in record.AdditionalProperties.Keys)
        {
            if (!finder._known.Contains(name))
            {
                finder.Add(WebhookDriftKind.UnknownProperty, name);
            }
        }
    }

    public override void EventType(string eventType) => _known.Add("event");

    public override void Text(string name, string? value) => Look(name);

    public override void Integer(string name, long? value) => Look(name);

    public override void Count(string name, int value) => Look(name);

    public override void Boolean(string name, bool? value) => Look(name);

    public override void TimestampText(string name, DateTimeOffset? value) => Look(name);

    public override void TimestampNumber(string name, DateTimeOffset? value) => Look(name);

    public override void Ids(string name, IReadOnlyList<long> ids) => Look(name);

    public override void CustomData(string name, CustomData value) => Look(name);

    public override void Open<T>(string name, T? value)
    {
        Look(name);
        if (value is { IsKnown: false })
        {
            Add(WebhookDriftKind.UnknownValue, name);
        }
    }

    public override void Record<T>(string name, T? value)
        where T : class
    {
        Look(name);
        if (value is not null)
        {
            Find(_found, value, PathOf(name));
        }
    }

    public override void IdOrObject(ReadOnlySpan<string> names, long? id)
    {
        foreach (var name in names)
        {
            // An object that says an id is kept beside it, for what else it holds; it was understood. A plain one was not: it says otherwise.
            if (_record.AdditionalProperties.TryGetValue(name, out var kept) && kept.ValueKind == JsonValueKind.Object && id is not null && WireIds.IsId(kept))
            {
                _known.Add(name);
            }
            else
            {
                Look(name);
            }
        }
    }

    public override void Raw(string name, JsonElement value) => _known.Add(name);

    public override void Custom<TData>(string name, TData data) => _known.Add(name);

    /// <summary>A documented property that stands among the additional ones could not be read.</summary>
    private void Look(string name)
    {
        _known.Add(name);
        if (_record.AdditionalProperties.ContainsKey(name))
        {
            Add(WebhookDriftKind.UnreadableValue, name);
        }
    }

    private void Add(WebhookDriftKind kind, string name) => _found.Add(new WebhookDrift(kind, PathOf(name)));

    // A name that is no plain identifier may be anything, an address say; the record itself shows it to the developer.
    private string PathOf(string name) => IsPlain(name) ? $"{_path}.{LogSanitizer.Sanitize(name)}" : $"{_path}['*']";

    private static bool IsPlain(string name) =>
        name.All(character => character is '_' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'))
        && !name.All(char.IsDigit);
}
