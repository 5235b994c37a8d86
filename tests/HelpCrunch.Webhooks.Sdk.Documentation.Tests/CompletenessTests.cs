namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>The tables and headings that must name everything there is.</summary>
public sealed class CompletenessTests
{
    [Fact]
    public void EventsTable_HasEveryEventOnce_WithItsTypeAndData()
    {
        var rows =
            from line in File.ReadLines(Path.Combine(Repository.Root, "docs", "events.md"))
            let cells = line.Split('|', StringSplitOptions.TrimEntries)
            where cells.Length == 6 && cells[1].StartsWith('`') && cells[1].Contains('.', StringComparison.Ordinal)
            select $"{cells[1]} {cells[2]} {cells[3]}";

        var leaves =
            from type in typeof(WebhookEvent).Assembly.GetExportedTypes()
            where type is { IsSealed: true, IsGenericType: false } && type.IsAssignableTo(typeof(WebhookEvent)) && type != typeof(UnknownEvent)
            let leaf = (WebhookEvent)Activator.CreateInstance(type)!
            select $"`{leaf.EventType}` `{type.Name}` `{type.BaseType!.BaseType!.GetGenericArguments()[0].Name}`";

        rows.Should().BeEquivalentTo(leaves).And.HaveCount(WebhookEventTypes.All.Count);
    }

    [Fact]
    public void EventsTable_StandsInTheOrderOfHelpCrunchsPages()
    {
        var strings =
            from line in File.ReadLines(Path.Combine(Repository.Root, "docs", "events.md"))
            let cells = line.Split('|', StringSplitOptions.TrimEntries)
            where cells.Length == 6 && WebhookEventTypes.All.Contains(cells[1].Trim('`'))
            select cells[1].Trim('`');

        strings.Should().Equal(WebhookEventTypes.All);
    }

    [Fact]
    public void ErrorsPage_HasAHeadingForEveryCode()
    {
        Repository.Documents.Single(document => document.Name == "docs/errors.md").Headings
            .Should().Contain(Enum.GetNames<WebhookParseErrorCode>());
    }
}
