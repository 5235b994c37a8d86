using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Who closed a chat, wire name <c>closedBy</c>: a JSON string.
/// </summary>
/// <remarks>
/// An open value: a text that this version does not know is kept as sent, so a <c>switch</c> wants a default arm.
/// Both words are documented; others, of automations say, are to be expected.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public readonly struct ChatClosedBy : IEquatable<ChatClosedBy>, IOpenValue
{
    private readonly string? _value;

    /// <summary>The value of a text as the wire has it.</summary>
    /// <param name="value">The text. Must not be null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public ChatClosedBy(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The customer. Wire value <c>customer</c>.</summary>
    public static ChatClosedBy Customer => new("customer");

    /// <summary>An agent: a member of the team. Wire value <c>agent</c>.</summary>
    public static ChatClosedBy Agent => new("agent");

    /// <summary>The text as sent. Never null; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the SDK knows the text.</summary>
    public bool IsKnown => Known.Canonicalize(_value) is not null;

    internal static readonly KnownValues Known = new(
        ["customer"],
        ["agent"]);

    /// <summary>Whether two values are the same word.</summary>
    public static bool operator ==(ChatClosedBy left, ChatClosedBy right) => left.Equals(right);

    /// <summary>Whether two values are different words.</summary>
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
}
