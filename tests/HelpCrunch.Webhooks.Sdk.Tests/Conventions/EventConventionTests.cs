using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using HelpCrunch.Webhooks.Sdk.Tests.Corpus;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>Constants, registry, types, payload files and documentation have the same events.</summary>
public sealed class EventConventionTests
{
    private static readonly Regex EventRow = new(@"^\| `(?<event>[a-z._]+)` \| `(?<type>\w+)` \| `(?<data>\w+)` \| (?<when>[^|]+) \|$", RegexOptions.Multiline);

    [Fact]
    public void Constants_All_AreNamedAfterTheirStrings()
    {
        var constants = typeof(WebhookEventTypes).GetFields(BindingFlags.Public | BindingFlags.Static);

        constants.Should().HaveCount(20).And.OnlyContain(constant => constant.IsLiteral);
        constants.Should().OnlyContain(constant => constant.Name == SdkMetadata.Pascal((string)constant.GetRawConstantValue()!));
        constants.Select(constant => constant.GetRawConstantValue()).Should().Equal(WebhookEventTypes.All);
    }

    [Fact]
    public void All_Changed_Throws()
    {
        var change = () => ((IList<string>)WebhookEventTypes.All)[0] = "";

        change.Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void Events_All_AreNamedAfterTheirStrings() =>
        SdkMetadata.DocumentedEvents.Select(type => type.Name).Should().BeEquivalentTo(WebhookEventTypes.All.Select(eventType => SdkMetadata.Pascal(eventType) + "Event"));

    [Fact]
    public void Events_Parsed_HaveTheirEventType()
    {
        foreach (var eventType in WebhookEventTypes.All)
        {
            var webhookEvent = JsonSerializer.Deserialize<WebhookEvent>(Serialization.OneOfEach.Body(eventType))!;

            webhookEvent.EventType.Should().Be(eventType);
            webhookEvent.GetType().Name.Should().Be(SdkMetadata.Pascal(eventType) + "Event");
            webhookEvent.GetType().BaseType!.Name.Should().Be(SdkMetadata.Pascal(eventType[..eventType.IndexOf('.', StringComparison.Ordinal)]) + "Event");
        }
    }

    [Fact]
    public void PayloadFiles_EachEvent_HasOne() =>
        PayloadFiles.Names.Where(name => name.StartsWith("Events/", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension)
            .Should().BeEquivalentTo(WebhookEventTypes.All);

    [Fact]
    public void EventsPage_AllEvents_HaveARowInTheirOrder()
    {
        var rows = EventRow.Matches(File.ReadAllText(Path.Combine(SdkMetadata.Repository, "docs", "events.md"))).Cast<Match>().ToList();

        rows.Select(row => row.Groups["event"].Value).Should().Equal(WebhookEventTypes.All);
        foreach (var row in rows)
        {
            var type = SdkMetadata.DocumentedEvents.Single(type => type.Name == row.Groups["type"].Value);
            type.Name.Should().Be(SdkMetadata.Pascal(row.Groups["event"].Value) + "Event");
            type.GetProperty(nameof(ChatEvent.EventData))!.PropertyType.Name.Should().Be(row.Groups["data"].Value);
            row.Groups["when"].Value.Should().NotBeNullOrWhiteSpace();
        }
    }

    [Theory]
    [MemberData(nameof(PayloadFiles.Parseable), MemberType = typeof(PayloadFiles))]
    public void ToString_Event_HasTypesAndIdsOnly(string file)
    {
        var webhookEvent = WebhookParser.Default.Parse(PayloadFiles.Read(file)).GetEventOrThrow();
        var type = webhookEvent.GetType().Name;

        webhookEvent.ToString().Should().Be($"{type} {{ EventType = {OnOneLine(webhookEvent.EventType)}, Id = {OnOneLine(webhookEvent.Id)} }}");
        new WebhookParseResult.Success(webhookEvent).ToString().Should().Be($"Success {{ Event = {webhookEvent} }}");
        foreach (var model in ModelsIn(webhookEvent))
        {
            model.ToString().Should().MatchRegex($$"""^{{model.GetType().Name}} \{ (Id|ChatId|Count) = -?\d+ \}$""");
        }
    }

    /// <summary>The expected text of a value from outside: on one line, and truncated.</summary>
    private static string OnOneLine(string text)
    {
        var safe = string.Concat(text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? '\uFFFD' : character));
        return safe.Length > 100 ? safe[..100] + "…" : safe;
    }

    private static IEnumerable<object> ModelsIn(object model) =>
        from property in SdkMetadata.PropertiesOf(model.GetType()).Concat(model.GetType().BaseType!.BaseType is { IsGenericType: true } data ? SdkMetadata.PropertiesOf(data) : [])
        where property.PropertyType == typeof(CustomData) || DocumentedFields.Of.ContainsKey(property.PropertyType)
        let value = property.GetValue(model)
        where value is not null
        from found in ModelsIn(value).Prepend(value)
        select found;
}
