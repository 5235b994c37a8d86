namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

public sealed class NamedEndpointTests
{
    private static readonly WebhookSigningKey ShopKey = new("the shop's key", "shop-2026");
    private readonly Recorder _unnamed = new();
    private readonly Recorder _shop = new();

    [Fact]
    public async Task Post_TwoEndpoints_UseDifferentKeysAndHandlers()
    {
        await using var app = await StartAsync();

        (await app.PostAsync(Bodies.ChatRated(), ShopKey, "/shop")).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200, "the same id at another endpoint is another delivery");
        (await app.PostAsync(Bodies.ChatRated(), ShopKey)).Status.Should().Be(401);
        (await app.PostAsync(Bodies.ChatRated(), path: "/shop")).Status.Should().Be(401);

        _unnamed.Events.Should().ContainSingle();
        _shop.Events.Should().ContainSingle();
    }

    [Fact]
    public async Task Start_TwoEndpoints_LogsTheHandledEventsOfEach()
    {
        await using var app = await StartAsync();

        app.Logs.FromSdk.Where(entry => entry.Id.Id == 1).Select(entry => entry.Message.Split(';')[0]).Should().Equal(
            "HelpCrunch webhooks 'shop': 7 of 20 events have a handler (chat.new, chat.status_updated, chat.assigned, chat.snoozed, chat.unsnoozed, chat.closed, chat.rated)",
            "HelpCrunch webhooks: 1 of 20 events have a handler (chat.rated)");
        app.Logs.FromSdk.Should().NotContain(entry => entry.Level == LogLevel.Warning);
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
        services.AddHelpCrunchWebhooks()
            .AddEndpoint("shop", options => options.SigningKeys.Add(ShopKey))
            .AddEndpoint("forum", options => options.SigningKeys.Add(ShopKey));
        using var provider = services.BuildServiceProvider();

        provider.Invoking(provider => provider.GetRequiredService<WebhookReceiver>()).Should().Throw<InvalidOperationException>().WithMessage(
            "The injected WebhookReceiver or WebhookSignatureVerifier belongs to the unnamed endpoint, which was not added. "
            + "Inject the receiver of a named endpoint: [FromKeyedServices(\"shop\")] WebhookReceiver or [FromKeyedServices(\"forum\")] WebhookReceiver.");
    }

    [Fact]
    public void Receiver_UnnamedBesideNamed_UsesTheKeysOfTheOptions()
    {
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks(options => options.SigningKeys.Add(ReceiverApp.Key))
            .AddEndpoint("shop", options => options.SigningKeys.Add(ShopKey));
        using var provider = services.BuildServiceProvider();
        var body = System.Text.Encoding.UTF8.GetBytes(Bodies.ChatRated());

        provider.GetRequiredService<WebhookReceiver>().Receive(body, WebhookSignature.Compute(body, ReceiverApp.Key))
            .Should().BeOfType<WebhookReceiveResult.Accepted>().Which.KeyName.Should().Be("2026");
    }

    [Fact]
    public async Task Post_KeysFromCoreOptionsInCode_AreUsedByTheEndpoint()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, settings: [], configure: builder =>
            builder.Services.AddHelpCrunchWebhooks(options => options.SigningKeys.Add(ReceiverApp.Key)).AddEndpoint(options => options.MaxRequestBodySize = 1000));

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        (await app.PostAsync(Bodies.OfLength(1001))).Status.Should().Be(413);
    }

    [Fact]
    public async Task Post_Handlers_GetTheEndpointTheKeyAndTheTime()
    {
        var contexts = new List<WebhookDeliveryContext>();
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddHandler<ChatRatedEvent, WebhookDeliveryContext>((_, context, _) => Record(context)),
            configure: builder => builder.Services.AddHelpCrunchWebhooks()
                .AddEndpoint("shop", options => options.SigningKeys.Add(ShopKey))
                .AddHandler<ChatRatedEvent, WebhookDeliveryContext>((_, context, _) => Record(context)),
            map: app =>
            {
                app.MapHelpCrunchWebhooks(ReceiverApp.Path);
                app.MapHelpCrunchWebhooks("/shop", "shop");
            });

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated(), ShopKey, "/shop")).Status.Should().Be(200);

        contexts.Select(context => (context.EndpointName, context.KeyName, context.ReceivedAt)).Should().Equal(
            ("", "2026", app.Clock.GetUtcNow()),
            ("shop", "shop-2026", app.Clock.GetUtcNow()));

        Task Record(WebhookDeliveryContext context)
        {
            contexts.Add(context);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void AddEndpoint_AfterANamedEndpoint_AddsTheEndpointOfItsArgument()
    {
        var builder = new ServiceCollection().AddHelpCrunchWebhooks();

        builder.AddEndpoint("shop", _ => { }).EndpointName.Should().Be("shop");
        builder.AddEndpoint("shop", _ => { }).AddEndpoint("forum", new ConfigurationManager()).EndpointName.Should().Be("forum");
        builder.AddEndpoint("shop", _ => { }).AddEndpoint().EndpointName.Should().BeEmpty();
        builder.AddEndpoint("shop", _ => { }).AddEndpoint(new ConfigurationManager()).EndpointName.Should().BeEmpty();
    }

    [Fact]
    public void AddEndpoint_Null_Throws()
    {
        var builder = new ServiceCollection().AddHelpCrunchWebhooks();

        builder.Invoking(builder => builder.AddEndpoint((IConfiguration)null!)).Should().Throw<ArgumentNullException>().WithParameterName("section");
        builder.Invoking(builder => builder.AddEndpoint("shop", (IConfiguration)null!)).Should().Throw<ArgumentNullException>().WithParameterName("section");
        builder.Invoking(builder => builder.AddEndpoint("shop", (Action<HelpCrunchWebhooksEndpointOptions>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("configure");
        builder.Invoking(builder => builder.AddEndpoint(null!, _ => { })).Should().Throw<ArgumentNullException>().WithParameterName("name");
        builder.Invoking(_ => ((IHelpCrunchWebhooksBuilder)null!).AddEndpoint()).Should().Throw<ArgumentNullException>().WithParameterName("builder");
        builder.Invoking(builder => builder.Services.AddHelpCrunchWebhooks((IConfiguration)null!)).Should().Throw<ArgumentNullException>().WithParameterName("section");
    }

    private Task<ReceiverApp> StartAsync() => ReceiverApp.StartAsync(
        ServerKind.TestHost,
        webhooks => webhooks.AddHandler<ChatRatedEvent>(_unnamed.RecordAsync),
        configure: builder => builder.Services
            .AddHelpCrunchWebhooks()
            .AddEndpoint("shop", options => options.SigningKeys.Add(ShopKey))
            .AddHandler<ChatEvent>(_shop.RecordAsync),
        map: app =>
        {
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapHelpCrunchWebhooks("/shop", "shop");
        });
}
