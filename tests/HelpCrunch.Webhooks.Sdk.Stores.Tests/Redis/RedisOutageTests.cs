using System.Net;
using Xunit.Abstractions;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>The endpoint while Redis is not available.</summary>
public sealed class RedisOutageTests(RedisServer server, ITestOutputHelper output) : IClassFixture<RedisServer>
{
    [RedisTheory]
    [Trait("Speed", "Slow")]
    [InlineData("stop", "start")]
    [InlineData("kill", "start")]
    [InlineData("freeze", "resume")]
    public async Task Outage_DuringAndAfter_RejectsWith503AndRecovers(string outage, string end)
    {
        await using var app = await OutageRun.StartAppAsync("redis", server.Configuration);

        var id = await OutageRun.RunOnceAsync(app.Address, () => server.RunAsync(outage), () => server.RunAsync(end));

        await using var redis = await server.ConnectAsync();
        ((int)await redis.GetDatabase().HashGetAsync("effects", id)).Should().Be(1);
    }

    [RedisTheory]
    [Trait("Speed", "Slow")]
    [InlineData("stop", "start")]
    [InlineData("kill", "start")]
    [InlineData("freeze", "resume")]
    public async Task Outage_UnderLoad_RejectsWith503AndLosesNothing(string outage, string end)
    {
        await using var app = await OutageRun.StartAppAsync("redis", server.Configuration);

        var ids = await OutageRun.RunAsync(app.Address, () => server.RunAsync(outage), () => server.RunAsync(end), output.WriteLine);

        await using var redis = await server.ConnectAsync();
        ids.Except((await redis.GetDatabase().HashKeysAsync("effects")).Select(id => id.ToString())).Should().BeEmpty();
    }

    [RedisFact]
    [Trait("Speed", "Slow")]
    public async Task Start_WhileRedisIsNotAvailable_AcceptsDeliveriesLater()
    {
        await server.RunAsync("stop");
        await using var app = await OutageRun.StartAppAsync("redis", server.Configuration);
        using var sender = new DeliverySender(app.Address);
        var id = Guid.NewGuid().ToString();
        (await sender.SendAsync(id)).Should().Be((HttpStatusCode.ServiceUnavailable, true));

        await server.RunAsync("start");

        await sender.SendUntilAcceptedAsync(id).WaitAsync(TimeSpan.FromMinutes(3));
    }
}
