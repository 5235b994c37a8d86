using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The status of a chat, wire name <c>status</c>: a JSON string.
/// </summary>
/// <remarks>
/// An open value: a text that this version does not know is kept as sent, so a <c>switch</c> wants a default arm.
/// The words are documented for webhooks; the other spellings are those of HelpCrunch's REST API and help pages, which
/// webhooks may share. They are equal to the documented word, and each keeps its own text.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public readonly struct ChatStatus : IEquatable<ChatStatus>, IOpenValue
{
    private readonly string? _value;

    /// <summary>The value of a text as the wire has it.</summary>
    /// <param name="value">The text. Must not be null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public ChatStatus(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>New: nobody of the team has answered yet. Wire value <c>new</c>.</summary>
    public static ChatStatus New => new("new");

    /// <summary>Open: a team member has answered. Other HelpCrunch pages spell it <c>opened</c>. Wire value <c>open</c>.</summary>
    public static ChatStatus Open => new("open");

    /// <summary>Pending. Wire value <c>pending</c>.</summary>
    public static ChatStatus Pending => new("pending");

    /// <summary>On hold. Other HelpCrunch pages spell it <c>onhold</c> and <c>on hold</c>. Wire value <c>on-hold</c>.</summary>
    public static ChatStatus OnHold => new("on-hold");

    /// <summary>Closed. Wire value <c>closed</c>.</summary>
    public static ChatStatus Closed => new("closed");

    /// <summary>No communication. Wire value <c>no communication</c>.</summary>
    public static ChatStatus NoCommunication => new("no communication");

    /// <summary>Empty: a chat without messages. Wire value <c>empty</c>.</summary>
    public static ChatStatus Empty => new("empty");

    /// <summary>The text as sent. Never null; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the SDK knows the text.</summary>
    public bool IsKnown => Known.Canonicalize(_value) is not null;

    internal static readonly KnownValues Known = new(
        ["new"],
        ["open", "opened"],
        ["pending"],
        ["on-hold", "onhold", "on hold"],
        ["closed"],
        ["no communication"],
        ["empty"]);

    /// <summary>Whether two values are the same word, however spelled.</summary>
    public static bool operator ==(ChatStatus left, ChatStatus right) => left.Equals(right);

    /// <summary>Whether two values are different words.</summary>
    public static bool operator !=(ChatStatus left, ChatStatus right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(ChatStatus other) => Known.AreEqual(_value, other._value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ChatStatus other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Known.Hash(_value);

    /// <summary>The text as sent.</summary>
    public override string ToString() => Value;

    internal static ChatStatus? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadNullableWithCustomConverter<ChatStatus>(out var custom) ? custom
        : wire.OpenValue(Known) is { } text ? new ChatStatus(text)
        : null;
}
