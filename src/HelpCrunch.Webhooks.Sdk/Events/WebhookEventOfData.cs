using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>An event and its data.</summary>
/// <typeparam name="TData">What <c>eventData</c> is read into.</typeparam>
[JsonConverter(typeof(WebhookEventOfDataJsonConverterFactory))]
public abstract record WebhookEvent<TData> : WebhookEvent
{
    /// <summary>What the event is about, wire name <c>eventData</c>. Never null.</summary>
    public required TData EventData { get; init; }

    /// <summary>Whether the other is the same event with the same data and the same additional properties.</summary>
    /// <param name="other">The other event. May be null, which nothing is equal to.</param>
    public virtual bool Equals(WebhookEvent<TData>? other) =>
        ReferenceEquals(this, other) || (base.Equals(other) && DataEquality<TData>.Comparer.Equals(EventData, other!.EventData));

    /// <inheritdoc />
    public override int GetHashCode() =>
        unchecked((base.GetHashCode() * 31) + (EventData is null ? 0 : DataEquality<TData>.Comparer.GetHashCode(EventData)));
}
