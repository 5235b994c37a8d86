using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Visits the fields of a record in the wire's order, each with its name and its kind.</summary>
internal abstract class WireVisitor
{
    /// <summary>The <c>event</c>, which is read before any converter could be asked and so is written past them too.</summary>
    public abstract void EventType(string eventType);

    public abstract void Text(string name, string? value);

    public abstract void Integer(string name, long? value);

    public abstract void Count(string name, int value);

    public abstract void Boolean(string name, bool? value);

    /// <summary>A time inside <c>eventData</c>: a string of seconds with three decimals.</summary>
    public abstract void TimestampText(string name, DateTimeOffset? value);

    /// <summary>A time of the envelope: an integer of seconds.</summary>
    public abstract void TimestampNumber(string name, DateTimeOffset? value);

    public abstract void Open<T>(string name, T? value)
        where T : struct, IOpenValue;

    public abstract void Ids(string name, IReadOnlyList<long> ids);

    public abstract void Record<T>(string name, T? value)
        where T : class, IWireRecord;

    public abstract void CustomData(string name, CustomData value);

    /// <summary>An id under the first of these undocumented names, unless an object kept under one of them says it already.</summary>
    public abstract void IdOrObject(ReadOnlySpan<string> names, long? id);

    /// <summary>JSON that no type was known for.</summary>
    public abstract void Raw(string name, JsonElement value);

    /// <summary>Data of the user's own type.</summary>
    public abstract void Custom<TData>(string name, TData data);
}
