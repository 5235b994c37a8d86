using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Who closed a chat, wire name <c>closedBy</c>: a JSON string.
/// </summary>
/// <remarks>
/// An open value: it keeps the text as sent, also a text that this version does not know. To switch over it, use
/// <see cref="CanonicalValue"/> with the constants of <see cref="Values"/> and a default arm.
/// Both values are documented for webhooks. Expect others, such as an automation.
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

    /// <summary>The text of <see cref="Values"/> for every spelling of a known value; the text as sent for an unknown one. Empty for <c>default</c>.</summary>
    public string CanonicalValue => Known.Canonicalize(_value) ?? Value;

    /// <summary>Whether this version of the SDK knows the value.</summary>
    public bool IsKnown => Known.Canonicalize(_value) is not null;

    internal static readonly KnownValues Known = new(
        [Values.Customer],
        [Values.Agent]);

    /// <summary>Whether two values are the same.</summary>
    public static bool operator ==(ChatClosedBy left, ChatClosedBy right) => left.Equals(right);

    /// <summary>Whether two values are different.</summary>
    public static bool operator !=(ChatClosedBy left, ChatClosedBy right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(ChatClosedBy other) => Known.AreEqual(_value, other._value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ChatClosedBy other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Known.Hash(_value);

    /// <summary>The text as sent.</summary>
    public override string ToString() => Value;

    internal static ChatClosedBy? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadNullableWithCustomConverter<ChatClosedBy>(out var custom) ? custom
        : wire.OpenValue(Known) is { } text ? new ChatClosedBy(text)
        : null;

    /// <summary>The canonical texts of the known values, to compare <see cref="CanonicalValue"/> with in a <c>switch</c>.</summary>
    public static class Values
    {
        /// <summary>The canonical text of <see cref="ChatClosedBy.Customer"/>.</summary>
        public const string Customer = "customer";

        /// <summary>The canonical text of <see cref="ChatClosedBy.Agent"/>.</summary>
        public const string Agent = "agent";
    }
}
