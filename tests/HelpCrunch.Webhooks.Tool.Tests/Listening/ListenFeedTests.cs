using System.Text.Json;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

public class ListenFeedTests
{
    [Fact]
    public async Task Events_Connection_StartsWithTheListAndContinuesWithChanges()
    {
        await using var listener = await Listener.StartAsync();
        using var first = await listener.SendAsync(Bodies.Message);
        using var reader = new StreamReader(await listener.Client.GetStreamAsync("/_listen/events"));

        var start = await ReadAsync(reader);
        using var second = await listener.SendAsync(Bodies.Unknown);
        var change = await ReadAsync(reader);
        while (change.GetProperty("deliveries").GetArrayLength() == 0)
        {
            change = await ReadAsync(reader); // An idle connection gets an empty change from time to time.
        }

        start.GetProperty("isFirst").GetBoolean().Should().BeTrue();
        start.GetProperty("hasKey").GetBoolean().Should().BeTrue();
        var summary = start.GetProperty("deliveries").EnumerateArray().Single();
        summary.GetProperty("family").GetString().Should().Be("message");
        summary.GetProperty("signature").GetString().Should().Be("valid");
        summary.TryGetProperty("body", out _).Should().BeFalse();
        change.GetProperty("isFirst").GetBoolean().Should().BeFalse();
        change.GetProperty("deliveries").EnumerateArray().Single().GetProperty("number").GetInt64().Should().Be(2);
        change.GetProperty("counts").GetProperty("received").GetInt64().Should().Be(2);
    }

    [Fact]
    public async Task Events_OpenConnection_DoesNotDelayTheEnd()
    {
        var listener = await Listener.StartAsync();
        using var reader = new StreamReader(await listener.Client.GetStreamAsync("/_listen/events"));
        await ReadAsync(reader);

        await listener.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static async Task<JsonElement> ReadAsync(StreamReader reader)
    {
        var line = await reader.ReadLineAsync();
        await reader.ReadLineAsync();
        return JsonDocument.Parse(line!["data: ".Length..]).RootElement;
    }
}
