using System.Collections.Frozen;
using System.Text.Json;
using HelpCrunch.Webhooks.Sdk.Testing;

namespace HelpCrunch.Webhooks.Tool.Redaction;

/// <summary>
/// The documented properties, as the SDK writes them: the names come from the bodies of complete sample events, and the kinds of the values
/// from the types of the records. Events that the SDK learns are therefore known here too.
/// </summary>
internal sealed class WireModel
{
    /// <summary>Names that the SDK reads and never writes: an attribute in a list of customData, and the other name of an agent's id.</summary>
    private static readonly string[] AlternativeNames = ["property", "value", "agent_id"];

    private static readonly Lazy<WireModel> Shared = new(() => new WireModel());

    private WireModel()
    {
        var names = new HashSet<string>(AlternativeNames, StringComparer.Ordinal);
        foreach (var webhookEvent in WebhookSamples.CreateAll())
        {
            using var body = JsonDocument.Parse(WebhookBody.Write(webhookEvent));
            Add(Root, body.RootElement, webhookEvent.GetType(), names);
        }

        Names = names.ToFrozenSet(StringComparer.Ordinal);
        EventFamilies = WebhookEventTypes.All.Select(eventType => eventType[..(eventType.IndexOf('.', StringComparison.Ordinal) + 1)]).ToFrozenSet(StringComparer.Ordinal);
    }

    public static WireModel Instance => Shared.Value;

    /// <summary>The properties of the envelope. Its <c>eventData</c> has the properties of all events.</summary>
    public WireProperty Root { get; } = new();

    /// <summary>All documented names.</summary>
    public FrozenSet<string> Names { get; }

    /// <summary>What documented event types start with, such as <c>chat.</c>.</summary>
    public FrozenSet<string> EventFamilies { get; }

    private static void Add(WireProperty property, JsonElement value, Type type, HashSet<string> names)
    {
        // The names in customData are chosen by the account, so they are not documented.
        if (value.ValueKind != JsonValueKind.Object || type.Assembly != typeof(WebhookEvent).Assembly || type == typeof(CustomData))
        {
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            names.Add(member.Name);
            var child = property.GetOrAdd(member.Name);
            if (type.GetProperty(ToMemberName(member.Name)) is { } clrProperty)
            {
                SetKind(child, Nullable.GetUnderlyingType(clrProperty.PropertyType) ?? clrProperty.PropertyType);
                Add(child, member.Value, clrProperty.PropertyType, names);
            }
            else if (member.Name == "event")
            {
                child.Kind = WireValueKind.EventType;
            }
        }
    }

    private static void SetKind(WireProperty property, Type type)
    {
        if (type == typeof(DateTimeOffset))
        {
            property.Kind = WireValueKind.Timestamp;
        }
        else if (type == typeof(bool))
        {
            property.Kind = WireValueKind.Boolean;
        }
        else if (type == typeof(int))
        {
            property.Kind = WireValueKind.Count;
        }
        else if (type.IsValueType && type.GetProperty(nameof(ChatStatus.IsKnown)) is { } isKnown)
        {
            property.Kind = WireValueKind.OpenValue;
            property.IsKnownValue = text => (bool)isKnown.GetValue(Activator.CreateInstance(type, text))!;
        }
    }

    /// <summary>The SDK names a member after its wire name: <c>chat_id</c> is <c>ChatId</c>.</summary>
    private static string ToMemberName(string wireName) =>
        string.Concat(wireName.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
