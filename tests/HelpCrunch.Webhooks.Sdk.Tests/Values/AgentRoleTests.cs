namespace HelpCrunch.Webhooks.Sdk.Tests.Values;

public sealed class AgentRoleTests : OpenValueContract<AgentRole>
{
    protected override IReadOnlyList<(AgentRole Value, string[] Spellings)> Known { get; } =
    [
        (AgentRole.Admin, ["admin"]),
        (AgentRole.Supervisor, ["superviser", "supervisor"]),
        (AgentRole.Agent, ["agent"]),
        (AgentRole.AgentChatOnly, ["agentChatOnly"]),
    ];

    protected override AgentRole Create(string text) => new(text);

    protected override string TextOf(AgentRole value) => value.Value;

    protected override string CanonicalTextOf(AgentRole value) => value.CanonicalValue;

    protected override bool IsKnown(AgentRole value) => value.IsKnown;

    protected override bool AreEqual(AgentRole left, AgentRole right) => left == right;

    protected override bool AreDifferent(AgentRole left, AgentRole right) => left != right;
}
