using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Visits the properties of a record in the order of the wire, each with its name and its kind.</summary>
internal abstract class WireVisitor
{
    /// <summary>Visits <c>event</c>. It selects the model before any custom converter runs, so custom converters do not write it either.</summary>
    public abstract void EventType(string eventType);

    public abstract void Text(string name, string? value);

    /// <summary>
    /// Visits the <c>id</c> of the envelope. It can be the text of a number, which is also preserved. It identifies a redelivery, so custom
    /// converters do not write it.
    /// </summary>
    public abstract void EventId(string id);

    /// <summary>Visits the id that an object must have.</summary>
    public virtual void Identity(string name, long id) => Integer(name, id);

    /// <summary>Visits a text that can be sent as a number.</summary>
    public virtual void TextOrNumber(string name, string? value) => Text(name, value);

    public abstract void Integer(string name, long? value);

    public abstract void Count(string name, int value);

    public abstract void Boolean(string name, bool? value);

    /// <summary>Visits a timestamp inside <c>eventData</c>: a string of seconds with three decimals.</summary>
    public abstract void TimestampText(string name, DateTimeOffset? value);

    /// <summary>Visits a timestamp of the envelope: an integer of seconds.</summary>
    public abstract void TimestampNumber(string name, DateTimeOffset? value);

    public abstract void OpenValue<T>(string name, T? value)
        where T : struct, IOpenValue;

    public abstract void Ids(string name, IReadOnlyList<long> ids);

    public abstract void Record<T>(string name, T? value)
        where T : class, IWireRecord;

    public abstract void Value<T>(string name, T value)
        where T : class, IWireValue;

    /// <summary>Visits an id that can have any of these names.</summary>
    /// <seealso cref="AlternativeIds"/>
    public abstract void AlternativeId(ReadOnlySpan<string> names, long? id);

    /// <summary>Visits raw JSON.</summary>
    public abstract void Raw(string name, JsonElement value);

    /// <summary>Visits the data of a custom event.</summary>
    public abstract void Custom<TData>(string name, TData data);
}
