using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Tracks the JSON path of a reader. A name can be personal data, so the path contains documented names only. Any other name, and every
/// name below it or inside <c>customData</c>, is <c>*</c>.
/// </summary>
internal sealed class JsonPathTracker
{
    private static string[] DocumentedNames =>
    [
        "event", "eventData", "attempts", "lastAttemptAt", "createdAt", "id",
        "communicatedAgents", "customer", "closedBy", "status", "closedAt", "rating", "snoozedUntil", "applicationId", "applications",
        "department", "lastCustomerMessageAt", "chat_id", "assignee", "lastMessage", "agentId", "agent", "agent_id",
        "name", "email", "userId", "role", "unsubscribed", "customData",
        "message", "text", "broadcastType", "edited", "read", "updatedAt",
    ];

    private readonly Stack<Level> _levels = new();
    private Level _current;

    /// <summary>Updates the path with the current token of the reader.</summary>
    public void Enter(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _levels.Push(_current);
                _current = new Level { IsArray = json.TokenType == JsonTokenType.StartArray };
                break;

            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _current = _levels.Pop().After();
                break;

            case JsonTokenType.PropertyName:
                _current.NameStart = (int)json.TokenStartIndex + 1;
                _current.NameLength = json.ValueSpan.Length;
                _current.HasName = true;
                break;

            default:
                _current = _current.After();
                break;
        }
    }

    public string Path(ReadOnlySpan<byte> body)
    {
        var path = new StringBuilder("$");
        var isHidden = false;
        foreach (var level in _levels.Reverse().Append(_current))
        {
            if (level.IsArray)
            {
                path.Append('[').Append(level.Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
            else if (level.HasName)
            {
                var name = body.Slice(level.NameStart, level.NameLength);
                isHidden |= !IsDocumented(name);
                path.Append('.').Append(isHidden ? "*" : Encoding.UTF8.GetString(name));
                isHidden |= name.SequenceEqual("customData"u8); // The account chooses the names in customData.
            }
        }

        return path.ToString();
    }

    private static bool IsDocumented(ReadOnlySpan<byte> name)
    {
        foreach (var documented in DocumentedNames)
        {
            if (name.SequenceEqual(Encoding.UTF8.GetBytes(documented)))
            {
                return true;
            }
        }

        return false;
    }

    private struct Level
    {
        public bool IsArray;
        public bool HasName;
        public int Index;
        public int NameStart;
        public int NameLength;

        /// <summary>The level after one of its values.</summary>
        public readonly Level After() => this with { HasName = false, Index = Index + 1 };
    }
}
