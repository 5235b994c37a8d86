namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// What a last message has under the names that its agent's id may have: it is documented in words only, "if sent from agent, also
/// the ID of that agent".
/// </summary>
internal sealed class AgentIds
{
    public static readonly string[] Names = ["agentId", "agent", "agent_id"];

    public WireId AgentId;
    public WireId Agent;
    public WireId AgentIdInSnakeCase;

    /// <summary>The agent's id. Plain ones that say otherwise are kept, and nothing is lost.</summary>
    public long? Choose(ref WireReader wire)
    {
        // A plain id first, because an object is kept beside it.
        var chosen = AgentId.Plain ?? Agent.Plain ?? AgentIdInSnakeCase.Plain ?? AgentId.OfObject ?? Agent.OfObject ?? AgentIdInSnakeCase.OfObject;
        KeepOther(ref wire, "agent", Agent, chosen);
        KeepOther(ref wire, "agent_id", AgentIdInSnakeCase, chosen);
        return chosen;
    }

    private static void KeepOther(ref WireReader wire, string name, in WireId id, long? chosen)
    {
        if (id.Plain is { } other && other != chosen)
        {
            wire.PreserveAt(name, id.Start);
        }
    }
}
