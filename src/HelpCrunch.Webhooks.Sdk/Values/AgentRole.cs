using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The role of a team member, wire name <c>role</c>: a JSON string.
/// </summary>
/// <remarks>
/// An open value: a text that this version does not know is kept as sent, so a <c>switch</c> wants a default arm.
/// <c>admin</c> is documented for webhooks, the other words for the REST API. Accounts can define roles of their own.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public readonly struct AgentRole : IEquatable<AgentRole>, IOpenValue
{
    private readonly string? _value;

    /// <summary>The value of a text as the wire has it.</summary>
    /// <param name="value">The text. Must not be null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public AgentRole(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Admin. Wire value <c>admin</c>.</summary>
    public static AgentRole Admin => new("admin");

    /// <summary>Superviser, as HelpCrunch spells a supervisor; <c>supervisor</c> is equal. Documented for the REST API only. Wire value <c>superviser</c>.</summary>
    public static AgentRole Supervisor => new("superviser");

    /// <summary>Agent. Documented for the REST API only. Wire value <c>agent</c>.</summary>
    public static AgentRole Agent => new("agent");

    /// <summary>Agent of chats only. Documented for the REST API only. Wire value <c>agentChatOnly</c>.</summary>
    public static AgentRole AgentChatOnly => new("agentChatOnly");

    /// <summary>The text as sent. Never null; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the SDK knows the text.</summary>
    public bool IsKnown => Known.Canonicalize(_value) is not null;

    internal static readonly KnownValues Known = new(
        ["admin"],
        ["superviser", "supervisor"],
        ["agent"],
        ["agentChatOnly"]);

    /// <summary>Whether two values are the same word, however spelled.</summary>
    public static bool operator ==(AgentRole left, AgentRole right) => left.Equals(right);

    /// <summary>Whether two values are different words.</summary>
    public static bool operator !=(AgentRole left, AgentRole right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(AgentRole other) => Known.AreEqual(_value, other._value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is AgentRole other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Known.Hash(_value);

    /// <summary>The text as sent.</summary>
    public override string ToString() => Value;

    internal static AgentRole? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadNullableWithCustomConverter<AgentRole>(out var custom) ? custom
        : wire.OpenValue(Known) is { } text ? new AgentRole(text)
        : null;
}
