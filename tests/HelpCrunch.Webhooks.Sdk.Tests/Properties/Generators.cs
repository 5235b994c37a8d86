using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace HelpCrunch.Webhooks.Sdk.Tests.Properties;

/// <summary>Random values of all types that an event contains.</summary>
internal static class Generators
{
    public static Gen<long> Integer { get; } = Gen.OneOf(
        Gen.Choose(0, 10_000_000).Select(value => (long)value),
        Gen.Choose(int.MinValue, int.MaxValue).Two().Select(pair => ((long)pair.Item1 << 32) ^ (uint)pair.Item2),
        Gen.Elements(0L, 1L, -1L, long.MaxValue, long.MinValue));

    /// <summary>Unicode text, with characters that JSON must escape, characters that PHP escapes, and surrogate pairs.</summary>
    public static Gen<string> Text { get; } = Gen.Frequency(
            (6, Gen.Choose(' ', '~')),
            (2, Gen.Choose(0, 0x1F)),
            (2, Gen.Choose(0x7F, 0xD7FF)),
            (1, Gen.Choose(0xE000, 0xFFFF)),
            (2, Gen.Choose(0x10000, 0x10FFFF)),
            (2, Gen.Elements<int>('/', '\\', '"', '\'', '<', '+', '\u2028', '\u2029', '\u00A0', '\uFEFF')))
        .ArrayOf()
        .Select(runes => string.Concat(runes.Select(char.ConvertFromUtf32)));

    public static Gen<DateTimeOffset> Time { get; } = Gen.OneOf(
        Gen.Choose(0, int.MaxValue).Select(seconds => DateTimeOffset.FromUnixTimeSeconds(seconds)),
        Gen.Choose(int.MinValue, int.MaxValue).Two().Select(pair => new DateTimeOffset(
            (long)((((ulong)(uint)pair.Item1 << 32) | (uint)pair.Item2) % (ulong)(DateTimeOffset.MaxValue.Ticks + 1)), TimeSpan.Zero)),
        Gen.Elements(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddTicks(-1), DateTimeOffset.UnixEpoch.AddTicks(1)));

    /// <summary>Any JSON.</summary>
    public static Gen<JsonElement> Json { get; } = JsonText(depth: 2).Select(JsonOf);

    /// <summary>Names that no documented property has.</summary>
    public static Gen<IReadOnlyDictionary<string, JsonElement>> Additional { get; } =
        from names in Text.ListOf().Resize(3)
        from values in Json.ListOf(names.Count)
        select (IReadOnlyDictionary<string, JsonElement>)Map(names.Select(name => "new:" + name), values);

    private static Gen<CustomData> CustomData { get; } =
        from names in Text.ListOf().Resize(5)
        from values in Json.ListOf(names.Count)
        select new CustomData(Map(names, values));

    private static Gen<ChatCustomer> Customer { get; } =
        from id in Integer
        from name in Maybe(Text)
        from email in Maybe(Text)
        from userId in Maybe(Text)
        from additional in Additional
        select new ChatCustomer { Id = id, Name = name, Email = email, UserId = userId, AdditionalProperties = additional };

    private static Gen<ChatAgent> Agent { get; } =
        from id in Integer
        from name in Maybe(Text)
        from email in Maybe(Text)
        from role in MaybeValue(Text.Or(Gen.Elements("admin", "superviser", "agentChatOnly")).Select(text => new AgentRole(text)))
        from additional in Additional
        select new ChatAgent { Id = id, Name = name, Email = email, Role = role, AdditionalProperties = additional };

    private static Gen<ChatDepartment> Department { get; } =
        from id in Integer
        from name in Maybe(Text)
        from additional in Additional
        select new ChatDepartment { Id = id, Name = name, AdditionalProperties = additional };

    private static Gen<ChatLastMessage> LastMessage { get; } =
        from id in Integer
        from text in Maybe(Text)
        from createdAt in MaybeValue(Time)
        from agentId in MaybeValue(Integer)
        from additional in Additional
        select new ChatLastMessage { Id = id, Text = text, CreatedAt = createdAt, AgentId = agentId, AdditionalProperties = additional };

    private static Gen<ChatMessage> Message { get; } =
        from id in Integer
        from text in Maybe(Text)
        from createdAt in MaybeValue(Time)
        from updatedAt in MaybeValue(Time)
        from edited in MaybeValue(Gen.Elements(true, false))
        from read in MaybeValue(Gen.Elements(true, false))
        from broadcastType in MaybeValue(Text.Or(Gen.Elements("trigger", "auto chat")).Select(text => new BroadcastType(text)))
        from applicationId in MaybeValue(Integer)
        from additional in Additional
        select new ChatMessage
        {
            Id = id,
            Text = text,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            Edited = edited,
            Read = read,
            BroadcastType = broadcastType,
            ApplicationId = applicationId,
            AdditionalProperties = additional,
        };

    private static Gen<ChatEventData> Chat { get; } =
        from chatId in Integer
        from agents in Integer.ListOf()
        from customer in Maybe(Customer)
        from closedBy in MaybeValue(Text.Or(Gen.Elements("customer", "agent")).Select(text => new ChatClosedBy(text)))
        from status in MaybeValue(Text.Or(Gen.Elements("new", "opened", "on hold")).Select(text => new ChatStatus(text)))
        from rating in MaybeValue(Text.Or(Gen.Elements("great", "very poor")).Select(text => new ChatRating(text)))
        from times in MaybeValue(Time).ListOf(4)
        from applicationId in MaybeValue(Integer)
        from applications in Integer.ListOf()
        from department in Maybe(Department)
        from assignee in Maybe(Agent)
        from lastMessage in Maybe(LastMessage)
        from additional in Additional
        select new ChatEventData
        {
            ChatId = chatId,
            CommunicatedAgents = [.. agents],
            Customer = customer,
            ClosedBy = closedBy,
            Status = status,
            Rating = rating,
            ClosedAt = times[0],
            CreatedAt = times[1],
            SnoozedUntil = times[2],
            LastCustomerMessageAt = times[3],
            ApplicationId = applicationId,
            Applications = [.. applications],
            Department = department,
            Assignee = assignee,
            LastMessage = lastMessage,
            AdditionalProperties = additional,
        };

    private static Gen<CustomerEventData> CustomerData { get; } =
        from id in Integer
        from name in Maybe(Text)
        from userId in Maybe(Text)
        from email in Maybe(Text)
        from unsubscribed in MaybeValue(Gen.Elements(true, false))
        from customData in CustomData
        from additional in Additional
        select new CustomerEventData
        {
            Id = id,
            Name = name,
            UserId = userId,
            Email = email,
            Unsubscribed = unsubscribed,
            CustomData = customData,
            AdditionalProperties = additional,
        };

    private static Gen<MessageEventData> MessageData { get; } =
        from chatId in Integer
        from agent in Maybe(Agent)
        from customer in Maybe(Customer)
        from message in Maybe(Message)
        from additional in Additional
        select new MessageEventData { ChatId = chatId, Agent = agent, Customer = customer, Message = message, AdditionalProperties = additional };

    /// <summary>Any of the 20 documented events.</summary>
    public static Gen<WebhookEvent> Event { get; } =
        from leaf in Gen.OneOf<WebhookEvent>(
            Chat.SelectMany(data => Gen.Elements<WebhookEvent>(
                new ChatNewEvent { Id = "", EventData = data },
                new ChatStatusUpdatedEvent { Id = "", EventData = data },
                new ChatAssignedEvent { Id = "", EventData = data },
                new ChatSnoozedEvent { Id = "", EventData = data },
                new ChatUnsnoozedEvent { Id = "", EventData = data },
                new ChatClosedEvent { Id = "", EventData = data },
                new ChatRatedEvent { Id = "", EventData = data })),
            CustomerData.SelectMany(data => Gen.Elements<WebhookEvent>(
                new CustomerNewEvent { Id = "", EventData = data },
                new CustomerEmailUpdatedEvent { Id = "", EventData = data },
                new CustomerTagsChangedEvent { Id = "", EventData = data },
                new CustomerUnsubscribedEvent { Id = "", EventData = data },
                new CustomerSubscribedEvent { Id = "", EventData = data },
                new CustomerBlockedEvent { Id = "", EventData = data },
                new CustomerUnblockedEvent { Id = "", EventData = data },
                new CustomerDeletedEvent { Id = "", EventData = data })),
            MessageData.SelectMany(data => Gen.Elements<WebhookEvent>(
                new MessageChatCustomerEvent { Id = "", EventData = data },
                new MessageEmailCustomerEvent { Id = "", EventData = data },
                new MessagePrivateEvent { Id = "", EventData = data },
                new MessageChatAgentEvent { Id = "", EventData = data },
                new MessageEmailAgentEvent { Id = "", EventData = data })))
        from id in Text
        from attempts in Gen.Choose(int.MinValue, int.MaxValue).Or(Gen.Choose(0, 10))
        from createdAt in MaybeValue(Time)
        from lastAttemptAt in MaybeValue(Time)
        from additional in Additional
        select leaf with { Id = id, Attempts = attempts, CreatedAt = createdAt, LastAttemptAt = lastAttemptAt, AdditionalProperties = additional };

    public static Gen<byte[]> Bytes { get; } = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();

    private static Gen<T?> Maybe<T>(Gen<T> values)
        where T : class =>
        Gen.Frequency((4, values.Select(value => (T?)value)), (1, Gen.Constant<T?>(null)));

    private static Gen<T?> MaybeValue<T>(Gen<T> values)
        where T : struct =>
        Gen.Frequency((4, values.Select(value => (T?)value)), (1, Gen.Constant<T?>(null)));

    private static Gen<string> JsonText(int depth)
    {
        var scalar = Gen.OneOf(
            Text.Select(text => JsonSerializer.Serialize(text)),
            Integer.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Gen.Elements("null", "true", "false", "1.50", "-0", "1e400", "\"\\ud800\"", "[]", "{}"));
        if (depth == 0)
        {
            return scalar;
        }

        var array = JsonText(depth - 1).ListOf().Resize(3).Select(items => $"[{string.Join(",", items)}]");
        var obj = Text.Zip(JsonText(depth - 1)).ListOf().Resize(3)
            .Select(pairs => $"{{{string.Join(",", pairs.DistinctBy(pair => pair.Item1).Select(pair => $"{JsonSerializer.Serialize(pair.Item1)}:{pair.Item2}"))}}}");
        return Gen.Frequency((3, scalar), (1, array), (1, obj));
    }

    private static JsonElement JsonOf(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static Dictionary<string, JsonElement> Map(IEnumerable<string> names, IEnumerable<JsonElement> values)
    {
        var map = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in names.Zip(values))
        {
            map[name] = value;
        }

        return map;
    }
}
