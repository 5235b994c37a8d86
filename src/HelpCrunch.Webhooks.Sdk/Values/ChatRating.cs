using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The rating that a customer gave a chat, wire name <c>rating</c>: a JSON string.
/// </summary>
/// <remarks>
/// An open value: a text that this version does not know is kept as sent, so a <c>switch</c> wants a default arm.
/// <c>poor</c>, <c>average</c> and <c>great</c> are documented for webhooks; <c>very poor</c> and <c>perfect</c> belong to the
/// five-point scale of the REST API, unproven for webhooks.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public readonly struct ChatRating : IEquatable<ChatRating>, IOpenValue
{
    private readonly string? _value;

    /// <summary>The value of a text as the wire has it.</summary>
    /// <param name="value">The text. Must not be null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public ChatRating(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Very poor. Documented for the REST API only. Wire value <c>very poor</c>.</summary>
    public static ChatRating VeryPoor => new("very poor");

    /// <summary>Poor. Wire value <c>poor</c>.</summary>
    public static ChatRating Poor => new("poor");

    /// <summary>Average. Wire value <c>average</c>.</summary>
    public static ChatRating Average => new("average");

    /// <summary>Great. Wire value <c>great</c>.</summary>
    public static ChatRating Great => new("great");

    /// <summary>Perfect. Documented for the REST API only. Wire value <c>perfect</c>.</summary>
    public static ChatRating Perfect => new("perfect");

    /// <summary>The text as sent. Never null; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the SDK knows the text.</summary>
    public bool IsKnown => Known.Canonicalize(_value) is not null;

    internal static readonly KnownValues Known = new(
        ["very poor"],
        ["poor"],
        ["average"],
        ["great"],
        ["perfect"]);

    /// <summary>Whether two values are the same word.</summary>
    public static bool operator ==(ChatRating left, ChatRating right) => left.Equals(right);

    /// <summary>Whether two values are different words.</summary>
    public static bool operator !=(ChatRating left, ChatRating right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(ChatRating other) => Known.AreEqual(_value, other._value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ChatRating other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Known.Hash(_value);

    /// <summary>The text as sent.</summary>
    public override string ToString() => Value;

    internal static ChatRating? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadNullableWithCustomConverter<ChatRating>(out var custom) ? custom
        : wire.OpenValue(Known) is { } text ? new ChatRating(text)
        : null;
}
