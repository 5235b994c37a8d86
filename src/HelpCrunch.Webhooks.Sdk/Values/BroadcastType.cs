using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// What kind of broadcast a message belongs to, wire name <c>broadcastType</c>: a JSON string.
/// </summary>
/// <remarks>
/// An open value: a text that this version does not know is kept as sent, so a <c>switch</c> wants a default arm.
/// Documented for webhooks as <c>null</c> only; the words are those of the REST API, unproven for webhooks.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public readonly struct BroadcastType : IEquatable<BroadcastType>, IOpenValue
{
    private readonly string? _value;

    /// <summary>The value of a text as the wire has it.</summary>
    /// <param name="value">The text. Must not be null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public BroadcastType(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>A triggered message. Wire value <c>trigger</c>.</summary>
    public static BroadcastType Trigger => new("trigger");

    /// <summary>An automatic chat message. Wire value <c>auto chat</c>.</summary>
    public static BroadcastType AutoChat => new("auto chat");

    /// <summary>An automatic e-mail. Wire value <c>auto email</c>.</summary>
    public static BroadcastType AutoEmail => new("auto email");

    /// <summary>A chat message sent by hand to many. Wire value <c>manual chat</c>.</summary>
    public static BroadcastType ManualChat => new("manual chat");

    /// <summary>An e-mail sent by hand to many. Wire value <c>manual email</c>.</summary>
    public static BroadcastType ManualEmail => new("manual email");

    /// <summary>The text as sent. Never null; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the SDK knows the text.</summary>
    public bool IsKnown => Known.Canonicalize(_value) is not null;

    internal static readonly KnownValues Known = new(
        ["trigger"],
        ["auto chat"],
        ["auto email"],
        ["manual chat"],
        ["manual email"]);

    /// <summary>Whether two values are the same word.</summary>
    public static bool operator ==(BroadcastType left, BroadcastType right) => left.Equals(right);

    /// <summary>Whether two values are different words.</summary>
    public static bool operator !=(BroadcastType left, BroadcastType right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(BroadcastType other) => Known.AreEqual(_value, other._value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is BroadcastType other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Known.Hash(_value);

    /// <summary>The text as sent.</summary>
    public override string ToString() => Value;

    internal static BroadcastType? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadNullableWithCustomConverter<BroadcastType>(out var custom) ? custom
        : wire.OpenValue(Known) is { } text ? new BroadcastType(text)
        : null;
}
