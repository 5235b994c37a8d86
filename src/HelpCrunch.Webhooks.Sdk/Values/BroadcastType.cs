using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The kind of broadcast that a message belongs to, wire name <c>broadcastType</c>: a JSON string.
/// </summary>
/// <remarks>
/// An open value: it preserves the text as sent, including an unknown text. In a <c>switch</c>, use <see cref="CanonicalValue"/>,
/// the constants of <see cref="Values"/>, and a default arm.
/// Only <c>null</c> is documented for webhooks. The values are documented for the REST API only.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public readonly struct BroadcastType : IEquatable<BroadcastType>, IOpenValue
{
    private readonly string? _value;

    /// <summary>Initializes a value from the text on the wire.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public BroadcastType(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>A triggered message. Wire value <c>trigger</c>.</summary>
    public static BroadcastType Trigger => new(Values.Trigger);

    /// <summary>An automatic chat message. Wire value <c>auto chat</c>.</summary>
    public static BroadcastType AutoChat => new(Values.AutoChat);

    /// <summary>An automatic email. Wire value <c>auto email</c>.</summary>
    public static BroadcastType AutoEmail => new(Values.AutoEmail);

    /// <summary>A chat message that a team member sent to many customers. Wire value <c>manual chat</c>.</summary>
    public static BroadcastType ManualChat => new(Values.ManualChat);

    /// <summary>An email that a team member sent to many customers. Wire value <c>manual email</c>.</summary>
    public static BroadcastType ManualEmail => new(Values.ManualEmail);

    /// <summary>The text as sent. Empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>The constant of <see cref="Values"/> for a known value in any spelling; otherwise, the text as sent. Empty for <c>default</c>.</summary>
    public string CanonicalValue => Known.Canonicalize(_value) ?? Value;

    /// <summary>Whether the value is known to this version of the SDK.</summary>
    public bool IsKnown => Known.Canonicalize(_value) is not null;

    internal static readonly KnownValues Known = new(
        [Values.Trigger],
        [Values.AutoChat],
        [Values.AutoEmail],
        [Values.ManualChat],
        [Values.ManualEmail]);

    /// <summary>Determines whether two values are equal.</summary>
    public static bool operator ==(BroadcastType left, BroadcastType right) => left.Equals(right);

    /// <summary>Determines whether two values are different.</summary>
    public static bool operator !=(BroadcastType left, BroadcastType right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(BroadcastType other) => Known.AreEqual(_value, other._value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is BroadcastType other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Known.Hash(_value);

    /// <summary>Returns the text as sent.</summary>
    public override string ToString() => Value;

    internal static BroadcastType? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadNullableWithCustomConverter<BroadcastType>(out var custom) ? custom
        : wire.OpenValue(Known) is { } text ? new BroadcastType(text)
        : null;

    /// <summary>The canonical texts of the known values. Compare <see cref="CanonicalValue"/> with them in a <c>switch</c>.</summary>
    public static class Values
    {
        /// <summary>The canonical text of <see cref="BroadcastType.Trigger"/>.</summary>
        public const string Trigger = "trigger";

        /// <summary>The canonical text of <see cref="BroadcastType.AutoChat"/>.</summary>
        public const string AutoChat = "auto chat";

        /// <summary>The canonical text of <see cref="BroadcastType.AutoEmail"/>.</summary>
        public const string AutoEmail = "auto email";

        /// <summary>The canonical text of <see cref="BroadcastType.ManualChat"/>.</summary>
        public const string ManualChat = "manual chat";

        /// <summary>The canonical text of <see cref="BroadcastType.ManualEmail"/>.</summary>
        public const string ManualEmail = "manual email";
    }
}
