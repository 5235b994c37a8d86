using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Apps that should notice when webhooks no longer arrive.</summary>
public sealed class HealthCheckTests
{
    [Fact]
    public async Task Check_ValidOptions_IsHealthy()
    {
        await using var app = await StartAsync(checks => checks.AddHelpCrunchWebhooks());
        app.Clock.Advance(TimeSpan.FromDays(1000));

        (await CheckAsync(app)).Should().Be((HealthStatus.Healthy, null));
    }

    [Theory]
    [InlineData(null, HealthStatus.Unhealthy)]
    [InlineData(HealthStatus.Degraded, HealthStatus.Degraded)]
    public async Task Check_OptionsBecomeInvalid_IsUnhealthyUntilTheyAreCorrected(HealthStatus? failureStatus, HealthStatus expected)
    {
        await using var app = await StartAsync(checks => checks.AddHelpCrunchWebhooks(failureStatus: failureStatus));
        var configuration = (IConfigurationRoot)app.Services.GetRequiredService<IConfiguration>();

        configuration["HelpCrunch:AllowUnsignedRequests"] = "maybe";
        configuration.Reload();
        (await CheckAsync(app)).Should().Be(
            (expected, "HelpCrunch webhooks: the options are not valid. Requests are rejected with 503 until the options are corrected. See the error in the log."));

        configuration["HelpCrunch:AllowUnsignedRequests"] = "false";
        configuration.Reload();
        (await CheckAsync(app)).Should().Be((HealthStatus.Healthy, null));
    }

    [Theory]
    [InlineData(ReceiverApp.Path)]
    [InlineData("/custom")]
    public async Task Check_NoDeliveryForTheChosenTime_IsDegradedUntilOneArrives(string path)
    {
        await using var app = await StartAsync(checks => checks.AddHelpCrunchWebhooks(maxSilence: TimeSpan.FromHours(2)));

        app.Clock.Advance(TimeSpan.FromHours(2));
        (await CheckAsync(app)).Status.Should().Be(HealthStatus.Healthy);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await CheckAsync(app)).Should().Be((
            HealthStatus.Degraded,
            "HelpCrunch webhooks: no delivery was accepted for more than 02:00:00. See docs/troubleshooting.md, \"Nothing arrives\"."));

        await app.PostAsync(Bodies.ChatRated(), new WebhookSigningKey("another key"), path);
        (await CheckAsync(app)).Status.Should().Be(HealthStatus.Degraded, "a rejected request is not a delivery");

        await app.PostAsync(Bodies.ChatRated(), path: path);
        (await CheckAsync(app)).Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Check_OneOfTwoEndpointsIsSilent_NamesIt()
    {
        await using var app = await StartAsync(
            checks => checks.AddHelpCrunchWebhooks(maxSilence: TimeSpan.FromHours(2)),
            services => services.AddHelpCrunchWebhooks().AddEndpoint("shop", options => options.SigningKeys.Add(ReceiverApp.Key)));

        app.Clock.Advance(TimeSpan.FromHours(3));
        await app.PostAsync(Bodies.ChatRated());

        (await CheckAsync(app)).Description.Should().StartWith("HelpCrunch webhooks 'shop': no delivery");
    }

    [Theory]
    [InlineData(null, HealthStatus.Unhealthy)]
    [InlineData(HealthStatus.Degraded, HealthStatus.Degraded)]
    public async Task Check_StoreFails_IsUnhealthyUntilItWorks(HealthStatus? failureStatus, HealthStatus expected)
    {
        var store = new FailingStore();
        await using var app = await StartAsync(
            checks => checks.AddHelpCrunchWebhooks(failureStatus: failureStatus),
            services => services.AddSingleton<IWebhookDeliveryStore>(store));
        (await CheckAsync(app)).Should().Be((HealthStatus.Healthy, null));

        store.Fails = true;
        (await CheckAsync(app)).Should().Be(
            (expected, "HelpCrunch webhooks: the delivery store failed (IOException). Deliveries are rejected with 503 until the store works again."));

        store.Fails = false;
        (await CheckAsync(app)).Should().Be((HealthStatus.Healthy, null));
        store.Claims.Should().Be(0, "each check abandons its claim");
    }

    [Theory]
    [InlineData(false, HealthStatus.Healthy)]
    [InlineData(true, HealthStatus.Unhealthy)]
    public async Task Check_StoreFailsAndAnEndpointHasAnInbox_CountsTheOtherEndpoints(bool hasOther, HealthStatus expected)
    {
        await using var app = await StartAsync(
            checks => checks.AddHelpCrunchWebhooks(),
            services =>
            {
                services.AddSingleton<IWebhookDeliveryStore>(new FailingStore { Fails = true });
                services.AddSingleton(new RecordingInbox()).AddHelpCrunchWebhooks().AddInbox<RecordingInbox>();
                if (hasOther)
                {
                    services.AddHelpCrunchWebhooks().AddEndpoint("shop", options => options.SigningKeys.Add(ReceiverApp.Key));
                }
            });

        (await CheckAsync(app)).Status.Should().Be(expected);
    }

    [Fact]
    public async Task AddHelpCrunchWebhooks_NameAndTags_AreThoseOfTheRegistration()
    {
        await using var app = await StartAsync(checks => checks.AddHelpCrunchWebhooks(name: "webhooks", tags: ["ready"]));

        var report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(registration => registration.Tags.Contains("ready"));

        report.Entries.Should().ContainSingle().Which.Key.Should().Be("webhooks");
    }

    [Fact]
    public async Task Check_WithoutAnEndpoint_ThrowsWithTheMissingCall()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddHealthChecks().AddHelpCrunchWebhooks();
        await using var provider = services.BuildServiceProvider();

        (await FluentActions.Awaiting(() => provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            "AddHelpCrunchWebhooks needs services that were not added. Call services.AddHelpCrunchWebhooks(configuration.GetSection(\"HelpCrunch\")).");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void AddHelpCrunchWebhooks_TimeThatIsNotPositive_Throws(int seconds) =>
        new ServiceCollection().AddHealthChecks().Invoking(checks => checks.AddHelpCrunchWebhooks(TimeSpan.FromSeconds(seconds)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("The time without a delivery must be positive.*");

    private static async Task<(HealthStatus Status, string? Description)> CheckAsync(ReceiverApp app)
    {
        var entry = (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries.Should().ContainSingle().Which.Value;
        return (entry.Status, entry.Description);
    }

    private static Task<ReceiverApp> StartAsync(Action<IHealthChecksBuilder> add, Action<IServiceCollection>? configure = null) => ReceiverApp.StartAsync(
        ServerKind.TestHost,
        configure: builder =>
        {
            add(builder.Services.AddHealthChecks());
            configure?.Invoke(builder.Services);
        },
        map: app =>
        {
            app.MapHelpCrunchWebhooks(ReceiverApp.Path);
            app.MapPost("/custom", (VerifiedWebhook webhook) => webhook.KeyName).RequireHelpCrunchSignature();
        });

    /// <summary>A store that is not in memory, as far as the endpoint knows.</summary>
    private sealed class FailingStore : IWebhookDeliveryStore
    {
        private readonly InMemoryWebhookDeliveryStore _store = new();

        public bool Fails { get; set; }

        public int Claims => _store.Count;

        public ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryClaimRequest request, CancellationToken cancellationToken) =>
            Fails ? throw new IOException("The server is away.") : _store.ClaimAsync(request, cancellationToken);

        public ValueTask CompleteAsync(WebhookDeliveryCompletion completion, CancellationToken cancellationToken) =>
            _store.CompleteAsync(completion, cancellationToken);

        public ValueTask AbandonAsync(WebhookDeliveryAbandonment abandonment, CancellationToken cancellationToken) =>
            _store.AbandonAsync(abandonment, cancellationToken);
    }
}
