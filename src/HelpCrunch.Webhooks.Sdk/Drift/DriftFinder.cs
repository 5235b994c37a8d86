using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Finds the drift in a record. It needs only the record, so parsing does not collect drift.</summary>
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

    public override void Text(string name, string? value) => FindUnreadable(name);

    public override void EventId(string id) => FindUnreadable("id");

    public override void Integer(string name, long? value) => FindUnreadable(name);

    public override void Count(string name, int value) => FindUnreadable(name);

    public override void Boolean(string name, bool? value) => FindUnreadable(name);

    public override void TimestampText(string name, DateTimeOffset? value) => FindUnreadable(name);

    public override void TimestampNumber(string name, DateTimeOffset? value) => FindUnreadable(name);

    public override void Ids(string name, IReadOnlyList<long> ids) => FindUnreadable(name);

    public override void Value<T>(string name, T value)
        where T : class => FindUnreadable(name);

    public override void OpenValue<T>(string name, T? value)
    {
        FindUnreadable(name);
        if (value is { IsKnown: false })
        {
            Add(WebhookDriftKind.UnknownValue, name);
        }
    }

    public override void Record<T>(string name, T? value)
        where T : class
    {
        FindUnreadable(name);
        if (value is not null)
        {
            Find(_found, value, PathOf(name));
        }
    }

    public override void AlternativeId(ReadOnlySpan<string> names, long? id)
    {
        foreach (var name in names)
        {
            if (id is not null && AlternativeIds.IsObjectWithId(name, _record.AdditionalProperties))
            {
                _known.Add(name);
            }
            else
            {
                FindUnreadable(name);
            }
        }
    }

    public override void Raw(string name, JsonElement value) => _known.Add(name);

    public override void Custom<TData>(string name, TData data) => _known.Add(name);

    /// <summary>A documented property that is among the additional properties could not be read.</summary>
    private void FindUnreadable(string name)
    {
        _known.Add(name);
        if (_record.AdditionalProperties.ContainsKey(name))
        {
            Add(WebhookDriftKind.UnreadableValue, name);
        }
    }

    private void Add(WebhookDriftKind kind, string name) => _found.Add(new WebhookDrift(kind, PathOf(name)));

    // A name that is not an identifier can be personal data, such as an e-mail address.
    private string PathOf(string name) => IsIdentifier(name) ? $"{_path}.{LogSanitizer.Sanitize(name)}" : $"{_path}['*']";

    private static bool IsIdentifier(string name) =>
        name.All(character => character is '_' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'))
        && !name.All(char.IsDigit);
}
