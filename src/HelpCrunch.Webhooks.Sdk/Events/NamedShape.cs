using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The shape of an event, made when its string is first met: the first event of a process does not wait for the 19 others.
/// </summary>
internal sealed class NamedShape(string eventType, Func<EventShape> create)
{
    private readonly Lazy<EventShape> _shape = new(create);

    public string EventType { get; } = eventType;

    public byte[] Utf8EventType { get; } = Encoding.UTF8.GetBytes(eventType);

    public EventShape Shape => _shape.Value;
}
