using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The status of a chat, wire name <c>status</c>: a JSON string.
/// </summary>
/// <remarks>
/// An open value: it preserves the text as sent, including an unknown text. In a <c>switch</c>, use <see cref="CanonicalValue"/>,
/// the constants of <see cref="Values"/>, and a default arm.
/// The values are documented for webhooks. Other spellings are documented for the REST API and in HelpCrunch's help pages, so webhooks may
/// use them too. A value in another spelling is equal to the documented value, and its text is preserved.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public readonly struct ChatStatus : IEquatable<ChatStatus>, IOpenValue
{
    private readonly string? _value;

    /// <summary>Initializes a value from the text on the wire.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public ChatStatus(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>New: no team member has answered yet. Wire value <c>new</c>.</summary>
    public static ChatStatus New => new(Values.New);

    /// <summary>Open: a team member has answered. Another spelling is <c>opened</c>. Wire value <c>open</c>.</summary>
    public static ChatStatus Open => new(Values.Open);

    /// <summary>Pending. Wire value <c>pending</c>.</summary>
    public static ChatStatus Pending => new(Values.Pending);

    /// <summary>On hold. Other spellings are <c>onhold</c> and <c>on hold</c>. Wire value <c>on-hold</c>.</summary>
    public static ChatStatus OnHold => new(Values.OnHold);

    /// <summary>Closed. Wire value <c>closed</c>.</summary>
    public static ChatStatus Closed => new(Values.Closed);

    /// <summary>No communication. Wire value <c>no communication</c>.</summary>
    public static ChatStatus NoCommunication => new(Values.NoCommunication);

    /// <summary>Empty: a chat without messages. Wire value <c>empty</c>.</summary>
    public static ChatStatus Empty => new(Values.Empty);

    /// <summary>The text as sent. Empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>The constant of <see cref="Values"/> for a known value in any spelling; otherwise, the text as sent. Empty for <c>default</c>.</summary>
    public string CanonicalValue => Known.Canonicalize(_value) ?? Value;

    /// <summary>Whether the value is known to this version of the SDK.</summary>
    public bool IsKnown => Known.Canonicalize(_value) is not null;

    internal static readonly KnownValues Known = new(
        [Values.New],
        [Values.Open, "opened"],
        [Values.Pending],
        [Values.OnHold, "onhold", "on hold"],
        [Values.Closed],
        [Values.NoCommunication],
        [Values.Empty]);

    /// <summary>Determines whether two values are equal, in any spelling.</summary>
    public static bool operator ==(ChatStatus left, ChatStatus right) => left.Equals(right);

    /// <summary>Determines whether two values are different.</summary>
    public static bool operator !=(ChatStatus left, ChatStatus right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(ChatStatus other) => Known.AreEqual(_value, other._value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ChatStatus other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Known.Hash(_value);

    /// <summary>Returns the text as sent.</summary>
    public override string ToString() => Value;

    internal static ChatStatus? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadNullableWithCustomConverter<ChatStatus>(out var custom) ? custom
        : wire.OpenValue(Known) is { } text ? new ChatStatus(text)
        : null;

    /// <summary>The canonical texts of the known values. Compare <see cref="CanonicalValue"/> with them in a <c>switch</c>.</summary>
    public static class Values
    {
        /// <summary>The canonical text of <see cref="ChatStatus.New"/>.</summary>
        public const string New = "new";

        /// <summary>The canonical text of <see cref="ChatStatus.Open"/>.</summary>
        public const string Open = "open";

        /// <summary>The canonical text of <see cref="ChatStatus.Pending"/>.</summary>
        public const string Pending = "pending";

        /// <summary>The canonical text of <see cref="ChatStatus.OnHold"/>.</summary>
        public const string OnHold = "on-hold";

        /// <summary>The canonical text of <see cref="ChatStatus.Closed"/>.</summary>
        public const string Closed = "closed";

        /// <summary>The canonical text of <see cref="ChatStatus.NoCommunication"/>.</summary>
        public const string NoCommunication = "no communication";

        /// <summary>The canonical text of <see cref="ChatStatus.Empty"/>.</summary>
        public const string Empty = "empty";
    }
}
