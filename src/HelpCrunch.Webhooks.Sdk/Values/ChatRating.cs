using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The rating that a customer gave a chat, wire name <c>rating</c>: a JSON string.
/// </summary>
/// <remarks>
/// An open value: it preserves the text as sent, including an unknown text. In a <c>switch</c>, use <see cref="CanonicalValue"/>,
/// the constants of <see cref="Values"/>, and a default arm.
/// <c>poor</c>, <c>average</c> and <c>great</c> are documented for webhooks. <c>very poor</c> and <c>perfect</c> are documented
/// for the REST API only, which has a five-point scale.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public readonly struct ChatRating : IEquatable<ChatRating>, IOpenValue
{
    private readonly string? _value;

    /// <summary>Initializes a value from the text on the wire.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public ChatRating(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Very poor. Documented for the REST API only. Wire value <c>very poor</c>.</summary>
    public static ChatRating VeryPoor => new(Values.VeryPoor);

    /// <summary>Poor. Wire value <c>poor</c>.</summary>
    public static ChatRating Poor => new(Values.Poor);

    /// <summary>Average. Wire value <c>average</c>.</summary>
    public static ChatRating Average => new(Values.Average);

    /// <summary>Great. Wire value <c>great</c>.</summary>
    public static ChatRating Great => new(Values.Great);

    /// <summary>Perfect. Documented for the REST API only. Wire value <c>perfect</c>.</summary>
    public static ChatRating Perfect => new(Values.Perfect);

    /// <summary>The text as sent. Empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>The constant of <see cref="Values"/> for a known value in any spelling; otherwise, the text as sent. Empty for <c>default</c>.</summary>
    public string CanonicalValue => Known.Canonicalize(_value) ?? Value;

    /// <summary>Whether the value is known to this version of the SDK.</summary>
    public bool IsKnown => Known.Canonicalize(_value) is not null;

    internal static readonly KnownValues Known = new(
        [Values.VeryPoor],
        [Values.Poor],
        [Values.Average],
        [Values.Great],
        [Values.Perfect]);

    /// <summary>Determines whether two values are equal.</summary>
    public static bool operator ==(ChatRating left, ChatRating right) => left.Equals(right);

    /// <summary>Determines whether two values are different.</summary>
    public static bool operator !=(ChatRating left, ChatRating right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(ChatRating other) => Known.AreEqual(_value, other._value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ChatRating other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Known.Hash(_value);

    /// <summary>Returns the text as sent.</summary>
    public override string ToString() => Value;

    internal static ChatRating? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadNullableWithCustomConverter<ChatRating>(out var custom) ? custom
        : wire.OpenValue(Known) is { } text ? new ChatRating(text)
        : null;

    /// <summary>The canonical texts of the known values. Compare <see cref="CanonicalValue"/> with them in a <c>switch</c>.</summary>
    public static class Values
    {
        /// <summary>The canonical text of <see cref="ChatRating.VeryPoor"/>.</summary>
        public const string VeryPoor = "very poor";

        /// <summary>The canonical text of <see cref="ChatRating.Poor"/>.</summary>
        public const string Poor = "poor";

        /// <summary>The canonical text of <see cref="ChatRating.Average"/>.</summary>
        public const string Average = "average";

        /// <summary>The canonical text of <see cref="ChatRating.Great"/>.</summary>
        public const string Great = "great";

        /// <summary>The canonical text of <see cref="ChatRating.Perfect"/>.</summary>
        public const string Perfect = "perfect";
    }
}
