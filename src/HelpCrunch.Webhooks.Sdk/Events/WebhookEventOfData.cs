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

    /// <summary>
    /// A copy with the data and the envelope that were read. Each type right above the leaves makes it by itself: a copy asked of a
    /// base two levels above a leaf ends the process when .NET 8 has compiled it to native code (dotnet/runtime issue 106468).
    /// </summary>
    internal abstract WebhookEvent With(TData data, in Envelope envelope);

    private protected (TData Data, Envelope Envelope) Read
    {
        init
        {
            Id = value.Envelope.Id!;
            EventData = value.Data;
            Attempts = value.Envelope.Attempts;
            LastAttemptAt = value.Envelope.LastAttemptAt;
            CreatedAt = value.Envelope.CreatedAt;
            AdditionalProperties = value.Envelope.AdditionalProperties;
        }
    }

    /// <summary>Whether the other is the same event with the same data and the same additional properties.</summary>
    /// <param name="other">The other event. May be null, which nothing is equal to.</param>
    public virtual bool Equals(WebhookEvent<TData>? other) =>
        ReferenceEquals(this, other) || (base.Equals(other) && DataEquality<TData>.Comparer.Equals(EventData, other!.EventData));

    /// <inheritdoc />
    public override int GetHashCode() =>
        unchecked((base.GetHashCode() * 31) + (EventData is null ? 0 : DataEquality<TData>.Comparer.GetHashCode(EventData)));
}
