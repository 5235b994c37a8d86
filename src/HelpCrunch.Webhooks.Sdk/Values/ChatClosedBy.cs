using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Who closed a chat, wire name <c>closedBy</c>: a JSON string.
/// </summary>
/// <remarks>
/// An open value: it preserves the text as sent, including an unknown text. In a <c>switch</c>, use <see cref="CanonicalValue"/>,
/// the constants of <see cref="Values"/>, and a default arm.
/// Both values are documented for webhooks. Expect other values, for example for an automation.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public readonly struct ChatClosedBy : IEquatable<ChatClosedBy>, IOpenValue
{
    private readonly string? _value;

    /// <summary>Initializes a value from the text on the wire.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public ChatClosedBy(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The customer. Wire value <c>customer</c>.</summary>
    public static ChatClosedBy Customer => new(Values.Customer);

    /// <summary>An agent: a team member. Wire value <c>agent</c>.</summary>
    public static ChatClosedBy Agent => new(Values.Agent);

    /// <summary>The text as sent. Empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>The constant of <see cref="Values"/> for a known value in any spelling; otherwise, the text as sent. Empty for <c>default</c>.</summary>
    public string CanonicalValue => Known.Canonicalize(_value) ?? Value;

    /// <summary>Whether the value is known to this version of the SDK.</summary>
    public bool IsKnown => Known.Canonicalize(_value) is not null;

    internal static readonly KnownValues Known = new(
        [Values.Customer],
        [Values.Agent]);

    /// <summary>Determines whether two values are equal.</summary>
    public static bool operator ==(ChatClosedBy left, ChatClosedBy right) => left.Equals(right);

    /// <summary>Determines whether two values are different.</summary>
    public static bool operator !=(ChatClosedBy left, ChatClosedBy right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(ChatClosedBy other) => Known.AreEqual(_value, other._value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ChatClosedBy other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Known.Hash(_value);

    /// <summary>Returns the text as sent.</summary>
    public override string ToString() => Value;

    internal static ChatClosedBy? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadNullableWithCustomConverter<ChatClosedBy>(out var custom) ? custom
        : wire.OpenValue(Known) is { } text ? new ChatClosedBy(text)
        : null;

    /// <summary>The canonical texts of the known values. Compare <see cref="CanonicalValue"/> with them in a <c>switch</c>.</summary>
    public static class Values
    {
        /// <summary>The canonical text of <see cref="ChatClosedBy.Customer"/>.</summary>
        public const string Customer = "customer";

        /// <summary>The canonical text of <see cref="ChatClosedBy.Agent"/>.</summary>
        public const string Agent = "agent";
    }
}
