using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The shape of an event, made when its string is first met: the first event of a process does not wait for the 19 others.
/// </summary>
internal sealed class NamedShape(string eventType, Func<string, EventShape> create)
{
    public readonly string EventType = eventType;

    public readonly byte[] Utf8EventType = Encoding.UTF8.GetBytes(eventType);

    private EventShape? _shape;

    // Two threads that meet the event first may both make its shape, and either will do: a shape does not change. At worst a body that
    // names its event twice has its data read twice.
    public EventShape Shape => _shape ??= create(EventType);
}
