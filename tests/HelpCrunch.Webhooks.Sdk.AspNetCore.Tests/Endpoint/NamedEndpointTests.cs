namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

public sealed class NamedEndpointTests
{
    private static readonly WebhookSigningKey ShopKey = new("the shop's key", "shop-2026");
    private readonly Recorder _unnamed = new();
    private readonly Recorder _shop = new();

    [Fact]
    public async Task Post_ToTwoEndpoints_UsesTheirOwnKeysAndHandlers()
    {
        await using var app = await StartAsync();

        (await app.PostAsync(Bodies.ChatRated(), ShopKey, "/shop")).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200, "the same id of another account is another delivery");
        (await app.PostAsync(Bodies.ChatRated(), ShopKey)).Status.Should().Be(401);
        (await app.PostAsync(Bodies.ChatRated(), path: "/shop")).Status.Should().Be(401);

        _unnamed.Events.Should().ContainSingle();
        _shop.Events.Should().ContainSingle();
    }

    [Fact]
    public async Task Start_TwoEndpoints_LogsTheHandledEventsOfEach()
    {
        await using var app = await StartAsync();

        app.Logs.Own.Where(entry => entry.Id.Id == 1).Select(entry => entry.Message.Split(';')[0]).Should().Equal(
            "HelpCrunch webhooks 'shop': 7 of 20 events have a handler (chat.new, chat.status_updated, chat.assigned, chat.snoozed, chat.unsnoozed, chat.closed, chat.rated)",
            "HelpCrunch webhooks: 1 of 20 events have a handler (chat.rated)");
        app.Logs.Own.Should().NotContain(entry => entry.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task Receiver_ByName_UsesTheKeysOfTheEndpoint()
    {
        await using var app = await StartAsync();
        var body = System.Text.Encoding.UTF8.GetBytes(Bodies.ChatRated());

        app.Services.GetRequiredKeyedService<WebhookReceiver>("shop").Receive(body, WebhookSignature.Compute(body, ShopKey))
            .Should().BeOfType<WebhookReceiveResult.Accepted>().Which.KeyName.Should().Be("shop-2026");
        app.Services.GetRequiredService<WebhookReceiver>().Receive(body, WebhookSignature.Compute(body, ShopKey))
            .Should().BeOfType<WebhookReceiveResult.Rejected>();
    }

    [Fact]
    public void Receiver_UnnamedWithNamedOnly_ThrowsWithTheNames()
    {
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks("shop", options => options.SigningKeys.Add(ShopKey));
        services.AddHelpCrunchWebhooks("forum", options => options.SigningKeys.Add(ShopKey));
        using var provider = services.BuildServiceProvider();

        provider.Invoking(provider => provider.GetRequiredService<WebhookReceiver>()).Should().Throw<InvalidOperationException>().WithMessage(
            "An injected WebhookReceiver or WebhookSignatureVerifier is that of the unnamed HelpCrunch webhooks, which were not added. "
            + "Each name has a receiver of its own, a keyed service: [FromKeyedServices(\"shop\")] WebhookReceiver or [FromKeyedServices(\"forum\")] WebhookReceiver.");
    }

    [Fact]
    public void Receiver_UnnamedBesideNamed_UsesTheKeysOfTheOptions()
    {
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks("shop", options => options.SigningKeys.Add(ShopKey));
        services.AddHelpCrunchWebhooks(options => options.SigningKeys.Add(ReceiverApp.Key));
        using var provider = services.BuildServiceProvider();
        var body = System.Text.Encoding.UTF8.GetBytes(Bodies.ChatRated());

        provider.GetRequiredService<WebhookReceiver>().Receive(body, WebhookSignature.Compute(body, ReceiverApp.Key))
            .Should().BeOfType<WebhookReceiveResult.Accepted>().Which.KeyName.Should().Be("2026");
    }

    [Fact]
    public async Task Post_KeysFromCoreOptionsInCode_AreThoseOfTheEndpoint()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, settings: [], configure: builder =>
            builder.Services.AddHelpCrunchWebhooks(options => options.SigningKeys.Add(ReceiverApp.Key)).AddEndpoint(options => options.MaxRequestBodySize = 1000));

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        (await app.PostAsync(Bodies.OfLength(1001))).Status.Should().Be(413);
    }

    private Task<ReceiverApp> StartAsync() => ReceiverApp.StartAsync(
        ServerKind.TestHost,
        webhooks => webhooks.AddHandler<ChatRatedEvent>(_unnamed.RecordAsync),
        configure: builder => builder.Services
            .AddHelpCrunchWebhooks("shop", options => options.SigningKeys.Add(ShopKey))
            .AddHandler<ChatEvent>(_shop.RecordAsync),
        map: app =>
        {
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapHelpCrunchWebhooks("/shop", "shop");
        });
}
