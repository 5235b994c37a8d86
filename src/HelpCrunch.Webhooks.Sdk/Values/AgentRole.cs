using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The role of a team member, wire name <c>role</c>: a JSON string.
/// </summary>
/// <remarks>
/// An open value: it preserves the text as sent, including an unknown text. In a <c>switch</c>, use <see cref="CanonicalValue"/>,
/// the constants of <see cref="Values"/>, and a default arm.
/// <c>admin</c> is documented for webhooks, the other values for the REST API only. Accounts can define their own roles.
/// </remarks>
[JsonConverter(typeof(WebhookJsonConverterFactory))]
public readonly struct AgentRole : IEquatable<AgentRole>, IOpenValue
{
    private readonly string? _value;

    /// <summary>Initializes a value from the text on the wire.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public AgentRole(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Admin. Wire value <c>admin</c>.</summary>
    public static AgentRole Admin => new(Values.Admin);

    /// <summary>Supervisor. HelpCrunch spells it <c>superviser</c>. Another spelling is <c>supervisor</c>. Documented for the REST API only. Wire value <c>superviser</c>.</summary>
    public static AgentRole Supervisor => new(Values.Supervisor);

    /// <summary>Agent. Documented for the REST API only. Wire value <c>agent</c>.</summary>
    public static AgentRole Agent => new(Values.Agent);

    /// <summary>Agent for chats only. Documented for the REST API only. Wire value <c>agentChatOnly</c>.</summary>
    public static AgentRole AgentChatOnly => new(Values.AgentChatOnly);

    /// <summary>The text as sent. Empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>The constant of <see cref="Values"/> for a known value in any spelling; otherwise, the text as sent. Empty for <c>default</c>.</summary>
    public string CanonicalValue => Known.Canonicalize(_value) ?? Value;

    /// <summary>Whether the value is known to this version of the SDK.</summary>
    public bool IsKnown => Known.Canonicalize(_value) is not null;

    internal static readonly KnownValues Known = new(
        [Values.Admin],
        [Values.Supervisor, "supervisor"],
        [Values.Agent],
        [Values.AgentChatOnly]);

    /// <summary>Determines whether two values are equal, in any spelling.</summary>
    public static bool operator ==(AgentRole left, AgentRole right) => left.Equals(right);

    /// <summary>Determines whether two values are different.</summary>
    public static bool operator !=(AgentRole left, AgentRole right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(AgentRole other) => Known.AreEqual(_value, other._value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is AgentRole other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Known.Hash(_value);

    /// <summary>Returns the text as sent.</summary>
    public override string ToString() => Value;

    internal static AgentRole? From(ref WireReader wire) =>
        wire.Converters is not null && wire.TryReadNullableWithCustomConverter<AgentRole>(out var custom) ? custom
        : wire.OpenValue(Known) is { } text ? new AgentRole(text)
        : null;

    /// <summary>The canonical texts of the known values. Compare <see cref="CanonicalValue"/> with them in a <c>switch</c>.</summary>
    public static class Values
    {
        /// <summary>The canonical text of <see cref="AgentRole.Admin"/>.</summary>
        public const string Admin = "admin";

        /// <summary>The canonical text of <see cref="AgentRole.Supervisor"/>.</summary>
        public const string Supervisor = "superviser";

        /// <summary>The canonical text of <see cref="AgentRole.Agent"/>.</summary>
        public const string Agent = "agent";

        /// <summary>The canonical text of <see cref="AgentRole.AgentChatOnly"/>.</summary>
        public const string AgentChatOnly = "agentChatOnly";
    }
}
