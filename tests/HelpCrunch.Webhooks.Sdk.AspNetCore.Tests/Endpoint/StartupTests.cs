using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

public sealed class StartupTests
{
    [Theory]
    [InlineData(ServerKind.TestHost)]
    [InlineData(ServerKind.Kestrel)]
    public async Task Start_WithoutAKey_FailsWithAdvice(ServerKind server)
    {
        await using var app = ReceiverApp.Create(server, out _, out _, settings: []);

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<OptionsValidationException>())
            .WithMessage(
                "No signing key. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into "
                + "the setting HelpCrunch:SigningKeys:2026 (environment variable HelpCrunch__SigningKeys__2026), where 2026 is a name for logs. "
                + "To accept unsigned requests, for example on a development machine, set AllowUnsignedRequests.");
    }

    [Theory]
    [InlineData("SigningKeys:0:Secret", "", "HelpCrunch:SigningKeys:0:Secret is empty. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into it.")]
    [InlineData("SigningKeys:0:Secret", "  ", "HelpCrunch:SigningKeys:0:Secret is empty. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into it.")] // An attacker can use the same key.
    [InlineData("SigningKeys:0:Name", "made-up-signing-key", "HelpCrunch:SigningKeys:0:Name is the secret. The name is logged: use another one, such as the year.")]
    [InlineData("MaxRequestBodySize", "256 KB", "HelpCrunch:MaxRequestBodySize cannot be read. It must be a whole number of bytes, such as 262144.")]
    [InlineData("MaxRequestBodySize", "0", "HelpCrunch:MaxRequestBodySize must be at least 1.")]
    [InlineData("DeduplicationWindow", "a day", "HelpCrunch:DeduplicationWindow cannot be read. It must be a time with colons: 00:01:00 is one minute, 1.00:00:00 is one day.")]
    [InlineData("DeduplicationWindow", "60", "HelpCrunch:DeduplicationWindow cannot be read. It must be a time with colons: 00:01:00 is one minute, 1.00:00:00 is one day.")] // 60 days to .NET.
    [InlineData("HandlerTimeout", "1", "HelpCrunch:HandlerTimeout cannot be read. It must be a time with colons: 00:01:00 is one minute, 1.00:00:00 is one day.")] // A day to .NET.
    [InlineData("DeduplicationWindow", "-00:00:01", "HelpCrunch:DeduplicationWindow must be between zero (disables deduplication) and 365 days.")]
    [InlineData("HandlerTimeout", "00:00:00", "HelpCrunch:HandlerTimeout must be greater than zero and at most one day.")]
    [InlineData("DeduplicationWindow", "365.00:00:00.0000001", "HelpCrunch:DeduplicationWindow must be between zero (disables deduplication) and 365 days.")]
    [InlineData("HandlerTimeout", "1.00:00:00.0000001", "HelpCrunch:HandlerTimeout must be greater than zero and at most one day.")]
    [InlineData("AllowUnsignedRequests", "yes", "HelpCrunch:AllowUnsignedRequests cannot be read. It must be true or false.")]
    public async Task Start_InvalidOption_FailsWithItsPath(string option, string value, string message)
    {
        var settings = new Dictionary<string, string?> { ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key" };
        settings[$"HelpCrunch:{option}"] = value;
        await using var app = ReceiverApp.Create(ServerKind.TestHost, out _, out _, settings: settings);

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).WithMessage(message);
    }

    [Fact]
    public async Task Start_KeyUnderAMisspelledSetting_NamesTheSetting()
    {
        await using var app = ReceiverApp.Create(ServerKind.TestHost, out _, out _, settings: new() { ["HelpCrunch:SigningKey"] = "made-up-signing-key" });

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<OptionsValidationException>())
            .WithMessage(
                "No signing key. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into "
                + "the setting HelpCrunch:SigningKeys:2026 (environment variable HelpCrunch__SigningKeys__2026), where 2026 is a name for logs. "
                + "To accept unsigned requests, for example on a development machine, set AllowUnsignedRequests.; "
                + "Unknown setting 'HelpCrunch:SigningKey' is ignored. Known settings: SigningKeys, MaxRequestBodySize, DeduplicationWindow, HandlerTimeout, AllowUnsignedRequests, MaxDeliveryAge, InProgressTimeout, InProgressStatusCode, StoreTimeout, RetryAfter, UseRequestServices, RetryFailedHandlersOnly.");
    }

    [Fact]
    public async Task Start_InvalidOptionBesideAMisspelledSetting_NamesBoth()
    {
        await using var app = ReceiverApp.Create(ServerKind.TestHost, out _, out _, settings: new()
        {
            ["HelpCrunch:SigningKeys:0:Secret"] = "",
            ["HelpCrunch:SigningKeys:0:Key"] = "made-up-signing-key",
        });

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<OptionsValidationException>())
            .WithMessage(
                "HelpCrunch:SigningKeys:0:Secret is empty. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into it.; "
                + "Unknown setting 'HelpCrunch:SigningKeys:0:Key' is ignored. Known settings: Secret, Name.");
    }

    [Theory]
    [InlineData("MaxRequestBodySize", "1")]
    [InlineData("DeduplicationWindow", "365.00:00:00")]
    [InlineData("HandlerTimeout", "00:00:00.0000001")]
    [InlineData("HandlerTimeout", "1.00:00:00")]
    public async Task Start_WithAnOptionAtItsBound_Starts(string option, string value)
    {
        var settings = new Dictionary<string, string?> { ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key" };
        settings[$"HelpCrunch:{option}"] = value;
        await using var app = ReceiverApp.Create(ServerKind.TestHost, out _, out _, settings: settings);

        await FluentActions.Awaiting(() => app.StartAsync()).Should().NotThrowAsync();
    }

    [Fact]
    public async Task Start_TwoKeysWithOneName_Fails()
    {
        await using var app = ReceiverApp.Create(ServerKind.TestHost, out _, out _, settings: new()
        {
            ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key",
            ["HelpCrunch:SigningKeys:0:Name"] = "2026",
            ["HelpCrunch:SigningKeys:1:Secret"] = "another-made-up-key",
            ["HelpCrunch:SigningKeys:1:Name"] = "2026",
        });

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).WithMessage(
            "HelpCrunch:SigningKeys has 2 keys named '2026'. Give each key a different name, such as the year. The names in logs and metrics show whether an old key is still in use.");
    }

    [Fact]
    public async Task Start_KeysWithoutNames_AreNamedByTheirPosition()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, settings: new()
        {
            ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key",
            ["HelpCrunch:SigningKeys:1:Secret"] = "another-made-up-key",
            ["HelpCrunch:SigningKeys:1:Name"] = " ", // A blank name is replaced.
        });

        var names = app.Services.GetRequiredService<IOptionsMonitor<HelpCrunchWebhooksEndpointOptions>>().CurrentValue.SigningKeys.Select(key => key.Name);
        names.Should().Equal("default", "1");
    }

    [Theory]
    [InlineData("SigningKeys:0:Secret", " made-up-signing-key", "HelpCrunch:SigningKeys: The signing key 'default' starts with white space. The key is used unchanged. Remove characters that are not part of the key.")]
    [InlineData("SigningKeys:0:Secret", "made-up-signing-key\n", "HelpCrunch:SigningKeys: The signing key 'default' ends with a line end. The key is used unchanged. Remove characters that are not part of the key.")] // A line feed from a file.
    [InlineData("SigningKeys:0:Secret", "\"made-up-signing-key\"", "HelpCrunch:SigningKeys: The signing key 'default' starts and ends with a quotation mark. The key is used unchanged. Remove characters that are not part of the key.")]
    [InlineData("SigningKeys:1", "'made-up-signing-key'", "HelpCrunch:SigningKeys: The signing key '1' starts and ends with a quotation mark. The key is used unchanged. Remove characters that are not part of the key.")]
    [InlineData("SigningKeys:0:Secret", "\uFEFFmade-up-signing-key", "HelpCrunch:SigningKeys: The signing key 'default' starts with a byte order mark. The key is used unchanged. Remove characters that are not part of the key.")]
    [InlineData("SigningKeys:0:Secret", "made-up-signing-key\u200B", "HelpCrunch:SigningKeys: The signing key 'default' ends with a zero-width character. The key is used unchanged. Remove characters that are not part of the key.")]
    [InlineData("SigningKeys:0:Secret", "\u00A0made-up-signing-key\u202F", "HelpCrunch:SigningKeys: The signing key 'default' starts and ends with a no-break space. The key is used unchanged. Remove characters that are not part of the key.")]
    [InlineData("SigningKeys:0:Secret", "\u201Cmade-up-signing-key\u201D\r\n", "HelpCrunch:SigningKeys: The signing key 'default' starts with a quotation mark and ends with a quotation mark and a line end. The key is used unchanged. Remove characters that are not part of the key.")]
    [InlineData("SigningKeys:0:Secret", "made-up-\u00ADsigning-key", "HelpCrunch:SigningKeys: The signing key 'default' contains an invisible character. The key is used unchanged. Remove characters that are not part of the key.")]
    [InlineData("SigningKeys:0:name ", "2026", "Unknown setting 'HelpCrunch:SigningKeys:0:name ' is ignored. Known settings: Secret, Name.")]
    [InlineData("SigningKey", "made-up-signing-key", "Unknown setting 'HelpCrunch:SigningKey' is ignored. Known settings: SigningKeys, MaxRequestBodySize, DeduplicationWindow, HandlerTimeout, AllowUnsignedRequests, MaxDeliveryAge, InProgressTimeout, InProgressStatusCode, StoreTimeout, RetryAfter, UseRequestServices, RetryFailedHandlersOnly.")]
    [InlineData("MaxBodySize:Bytes", "5", "Unknown setting 'HelpCrunch:MaxBodySize' is ignored. Known settings: SigningKeys, MaxRequestBodySize, DeduplicationWindow, HandlerTimeout, AllowUnsignedRequests, MaxDeliveryAge, InProgressTimeout, InProgressStatusCode, StoreTimeout, RetryAfter, UseRequestServices, RetryFailedHandlersOnly.")]
    public async Task Start_SuspiciousOption_WarnsWithItsPath(string option, string value, string warning)
    {
        var settings = new Dictionary<string, string?> { ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key" };
        settings[$"HelpCrunch:{option}"] = value;
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, settings: settings);

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Warning).Which.Should().BeEquivalentTo(new
        {
            Id = new EventId(6, "OptionsLookWrong"),
            Message = $"The options of HelpCrunch webhooks may be wrong. {warning}",
        });
    }

    [Fact]
    public async Task Start_KnownSettingsInAnyCase_LogsNoWarning()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            settings: new()
            {
                ["HelpCrunch:signingkeys:0:secret"] = "made-up-signing-key",
                ["HelpCrunch:HANDLERTIMEOUT"] = "00:01:00",
                ["HelpCrunch:Shop:SigningKeys:0"] = "the shop's key",
                ["Elsewhere:Setting"] = "1",
            },
            configure: builder => builder.Services
                .AddHelpCrunchWebhooks()
                .AddEndpoint("shop", builder.Configuration.GetSection("HelpCrunch:Shop"))
                .AddEndpoint("root", builder.Configuration)
                .AddEndpoint("root", options => options.SigningKeys.Add(ReceiverApp.Key)));

        app.Logs.FromSdk.Should().NotContain(entry => entry.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task Start_AllowUnsigned_WarnsAndAcceptsUnsignedRequests()
    {
        for (var start = 0; start < 2; start++)
        {
            await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, settings: new() { ["HelpCrunch:AllowUnsignedRequests"] = "true" });

            (await app.SendAsync(ReceiverApp.RequestWithSignature(Bodies.ChatRated(), signature: null))).Status.Should().Be(200);
            app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 2).Which.Should().BeEquivalentTo(new
            {
                Level = LogLevel.Warning,
                Message = "HelpCrunch webhooks accept unsigned requests because AllowUnsignedRequests is set. Anyone who knows the address can send events.",
            });
        }
    }

    [Fact]
    public async Task Post_WrongSignatureWithAllowUnsignedAndAKey_Returns401()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, settings: new()
        {
            ["HelpCrunch:AllowUnsignedRequests"] = "true",
            ["HelpCrunch:SigningKeys:0:Secret"] = "made-up-signing-key",
        });

        (await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"))).Status.Should().Be(401);
        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
    }

    [Fact]
    public async Task Start_Handlers_LogsTheHandledEvents()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks
            .AddHandler<ChatRatedEvent>((_, _) => Task.CompletedTask)
            .AddHandler<MessageEvent>((_, _) => Task.CompletedTask)
            .AddHandler<UnknownEvent>((_, _) => Task.CompletedTask));

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 1).Which.Message.Should().Be(
            "HelpCrunch webhooks: 6 of 20 events have a handler (chat.rated, message.chat.customer, message.email.customer, message.private, message.chat.agent, message.email.agent); "
            + "without one: chat.new, chat.status_updated, chat.assigned, chat.snoozed, chat.unsnoozed, chat.closed, customer.new, customer.email_updated, customer.tags_changed, "
            + "customer.unsubscribed, customer.subscribed, customer.blocked, customer.unblocked, customer.deleted. "
            + "Handlers of other events: UnknownEvent. Signing keys: 2026.");
    }

    [Fact]
    public async Task Start_HandlerOfAllEvents_EveryEventHasAHandler()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks.AddHandler<WebhookEvent>((_, _) => Task.CompletedTask));

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 1).Which.Message.Should().EndWith(
            "without one: none. Handlers of other events: WebhookEvent. Signing keys: 2026.");
    }

    [Fact]
    public async Task Start_NoHandlers_LogsInformation()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost);

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id != 35).Which.Should().BeEquivalentTo(new
        {
            Id = new EventId(5, "NoHandlers"),
            Level = LogLevel.Information,
            Message = "HelpCrunch webhooks have no handlers. Add a handler, or receive the events with RequireHelpCrunchSignature. Signing keys: 2026.",
        });
    }

    [Fact]
    public async Task Start_HandlersOfCustomEvents_AreLoggedWithoutAWarning()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks
                .AddHandler<CustomEvent<Dictionary<string, long>>>((_, _) => Task.CompletedTask)
                .AddHandler<WebhookEvent<Dictionary<string, long>>>((_, _) => Task.CompletedTask)
                .AddHandler<WebhookEvent<ChatEventData>>((_, _) => Task.CompletedTask)
                .AddHandler<UnknownEvent>((_, _) => Task.CompletedTask),
            configure: builder => builder.Services.AddHelpCrunchWebhooks(options => options.Parser.AddEvent<Dictionary<string, long>>("chat.linked")));

        app.Logs.FromSdk.Should().NotContain(entry => entry.Level == LogLevel.Warning);
        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Id.Id == 1).Which.Message.Should()
            .StartWith("HelpCrunch webhooks: 7 of 20 events have a handler (chat.new, ")
            .And.EndWith("Handlers of other events: CustomEvent<Dictionary<String, Int64>>, UnknownEvent, WebhookEvent<Dictionary<String, Int64>>. Signing keys: 2026.");
    }

    [Fact]
    public async Task Start_HandlerOfAnEventThatWasNotAdded_Warns()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, webhooks => webhooks
            .AddHandler<CustomEvent<Linked>>((_, _) => Task.CompletedTask));

        app.Logs.FromSdk.Should().ContainSingle(entry => entry.Level == LogLevel.Warning).Which.Should().BeEquivalentTo(new
        {
            Id = new EventId(7, "HandlerNeverRuns"),
            Message = "HelpCrunch webhooks: the handler CustomEvent<Linked> function never runs because no event is read as CustomEvent<Linked>. "
                + "Call AddEvent<Linked>(…) on the parser options.",
        });
    }

    [Fact]
    public async Task Start_HandlersOfAnEventWhoseModelWasReplaced_Warns()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks
                .AddHandler<ChatRatedEvent, RatedHandler>()
                .AddHandler<ChatEvent>((_, _) => Task.CompletedTask)
                .AddHandler<MessageEvent>((_, _) => Task.CompletedTask)
                .AddHandler<CustomEvent<Linked>>((_, _) => Task.CompletedTask)
                .AddHandler<WebhookEvent>((_, _) => Task.CompletedTask),
            configure: builder => builder.Services.AddHelpCrunchWebhooks(options =>
                options.Parser.AddEvent<Linked>("chat.rated").AddEvent<Linked>("chat.closed")));

        app.Logs.FromSdk.Where(entry => entry.Level == LogLevel.Warning).Select(entry => $"{entry.Id.Id} {entry.Message}").Should().Equal(
            "7 HelpCrunch webhooks: the handler RatedHandler never runs because no event is read as ChatRatedEvent. "
            + "AddEvent replaced the SDK's model of chat.rated. Add a handler for the CustomEvent<TData> that replaces it.",
            "18 HelpCrunch webhooks: the handler ChatEvent function does not receive chat.closed, chat.rated, because AddEvent replaced the SDK's model. "
            + "Add a handler for the CustomEvent<TData> that replaces it.");
    }

    [Fact]
    public async Task Start_HandlersWithoutAnEndpoint_Warns()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddHandler<ChatRatedEvent>((_, _) => Task.CompletedTask),
            configure: builder =>
            {
                builder.Services.AddHelpCrunchWebhooks()
                    .AddEndpoint("shop", options => options.SigningKeys.Add(ReceiverApp.Key))
                    .AddHandler<ChatRatedEvent>((_, _) => Task.CompletedTask)
                    .AddEndpoint("custom", options => options.SigningKeys.Add(ReceiverApp.Key))
                    .AddHandler<ChatRatedEvent>((_, _) => Task.CompletedTask)
                    .AddEndpoint("without handlers", options => options.SigningKeys.Add(ReceiverApp.Key));
            },
            map: app => app.MapPost("/custom", (VerifiedWebhook webhook) => webhook.KeyName).RequireHelpCrunchSignature("custom"));

        app.Logs.FromSdk.Where(entry => entry.Level == LogLevel.Warning).Select(entry => $"{entry.Id.Id} {entry.Message}").Should().BeEquivalentTo(
            "8 HelpCrunch webhooks have handlers, but their endpoint is not mapped. Call app.MapHelpCrunchWebhooks(path).",
            "8 HelpCrunch webhooks 'shop' have handlers, but their endpoint is not mapped. Call app.MapHelpCrunchWebhooks(path, \"shop\").");
    }

    [Fact]
    public void Map_WithoutTheServices_ThrowsWithTheMissingCall()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.WebHost.UseTestServer();
        using var app = builder.Build();

        app.Invoking(app => app.MapHelpCrunchWebhooks("/x")).Should().Throw<InvalidOperationException>().WithMessage(
            "MapHelpCrunchWebhooks needs services that were not added. Call services.AddHelpCrunchWebhooks(configuration.GetSection(\"HelpCrunch\")).");
    }

    [Fact]
    public void Map_UnnamedEndpointThatWasNotAdded_ThrowsWithTheMissingCall()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.Services.AddHelpCrunchWebhooks(options => options.SigningKeys.Add(ReceiverApp.Key))
            .AddEndpoint("shop", options => options.SigningKeys.Add(ReceiverApp.Key));
        builder.WebHost.UseTestServer();
        using var app = builder.Build();

        app.Invoking(app => app.MapHelpCrunchWebhooks("/x")).Should().Throw<InvalidOperationException>().WithMessage(
            "The unnamed endpoint was not added. Call services.AddHelpCrunchWebhooks(configuration.GetSection(\"HelpCrunch\")), "
            + "or AddEndpoint() on the builder that AddHelpCrunchWebhooks(options => …) returns.");
    }

    [Fact]
    public async Task Start_NamedEndpointFromCodeWithoutAKey_FailsWithAdvice()
    {
        await using var app = ReceiverApp.Create(ServerKind.TestHost, out _, out _, configure: builder =>
            builder.Services.AddHelpCrunchWebhooks().AddEndpoint("shop", _ => { }));

        (await FluentActions.Awaiting(() => app.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).WithMessage(
            "No signing key for the endpoint 'shop'. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into SigningKeys of AddEndpoint. "
            + "To accept unsigned requests, for example on a development machine, set AllowUnsignedRequests.");
    }

    [Fact]
    public async Task Map_UnknownName_ThrowsWithTheMissingCall()
    {
        await using var app = ReceiverApp.Create(ServerKind.TestHost, out _, out _);

        app.Invoking(app => app.MapHelpCrunchWebhooks("/x", "shop")).Should().Throw<InvalidOperationException>().WithMessage(
            "The endpoint 'shop' was not added. Call AddEndpoint(\"shop\", configuration.GetSection(…)) on the builder that AddHelpCrunchWebhooks() returns.");
    }

    [Fact]
    public async Task Map_Conventions_AreApplied()
    {
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, map: app =>
            app.MapHelpCrunchWebhooks(ReceiverApp.Path).WithMetadata("mine"));

        app.Services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints
            .Should().ContainSingle().Which.Metadata.GetMetadata<string>().Should().Be("mine");
    }

    private sealed record Linked(long ChatId);

    private sealed class RatedHandler : IWebhookEventHandler<ChatRatedEvent>
    {
        public Task HandleAsync(ChatRatedEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
