using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>HelpCrunchWebhooksOptions, for which the core package does not use Microsoft.Extensions.Options, in an ASP.NET Core app.</summary>
public sealed class CoreOptionsTests
{
    private static readonly WebhookSigningKey OtherKey = new("another made-up key", "other");

    [Fact]
    public async Task Configure_Options_ApplyToTheEndpointAndTheParser()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            webhooks => webhooks.AddHandler<CustomEvent<Linked>>(_ => Task.CompletedTask),
            settings: [],
            configure: builder => builder.Services.Configure<HelpCrunchWebhooksOptions>(options =>
            {
                options.SigningKeys.Add(OtherKey);
                options.Parser.AddEvent<Linked>("chat.linked");
            }));

        (await app.PostAsync(Bodies.ChatRated(), OtherKey)).Status.Should().Be(200);
        app.Services.GetRequiredService<WebhookHandlerRegistry>().Handlers.Should().ContainSingle().Which.IsReachable.Should().BeTrue();
    }

    [Fact]
    public async Task PostConfigure_Options_IsAppliedLast()
    {
        await using var app = await ReceiverApp.StartAsync(
            ServerKind.TestHost,
            settings: [],
            configure: builder =>
            {
                builder.Services.PostConfigure<HelpCrunchWebhooksOptions>(options =>
                {
                    options.SigningKeys.Clear();
                    options.SigningKeys.Add(OtherKey);
                });
                builder.Services.AddHelpCrunchWebhooks(options => options.SigningKeys.Add(ReceiverApp.Key));
            });

        (await app.PostAsync(Bodies.ChatRated("1"), OtherKey)).Status.Should().Be(200);
        (await app.PostAsync(Bodies.ChatRated("2"), ReceiverApp.Key)).Status.Should().Be(401);
        app.Services.GetRequiredService<HelpCrunchWebhooksOptions>().Should().BeSameAs(app.Services.GetRequiredService<IOptions<HelpCrunchWebhooksOptions>>().Value);
    }

    [Fact]
    public void Validate_InvalidOptions_TheAppDoesNotStart() =>
        FluentActions.Invoking(() => ReceiverApp.Create(ServerKind.TestHost, out _, out _, configure: builder => builder.Services
            .AddOptions<HelpCrunchWebhooksOptions>().Validate(options => options.Parser.MaxDepth == 8, "Our rules allow a depth of 8.")))
            .Should().Throw<OptionsValidationException>().WithMessage("Our rules allow a depth of 8.");

    [Fact]
    public async Task AddHelpCrunchWebhooks_BeforeAndAfterTheEndpoint_AllActionsRunOnce()
    {
        var calls = new List<string>();
        await using var app = await ReceiverApp.StartAsync(ServerKind.TestHost, settings: [], configure: builder =>
        {
            builder.Services.AddHelpCrunchWebhooks(_ => calls.Add("before")).AddEndpoint(options => options.SigningKeys.Add(ReceiverApp.Key));
            builder.Services.AddHelpCrunchWebhooks((provider, _) => calls.Add($"after {provider.GetService<IHostEnvironment>() is not null}"));
        });

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        calls.Should().Equal("before", "after True");
    }

    [Fact]
    public void AddEndpoint_Services_AreNoDelegatesOrLists()
    {
        // A container such as Autofac can create delegates and lists that are not registered.
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks(options => options.SigningKeys.Add(ReceiverApp.Key)).AddEndpoint("shop", options => options.SigningKeys.Add(OtherKey));

        services.Select(service => service.ServiceType).Should().OnlyContain(type =>
            !typeof(Delegate).IsAssignableFrom(type) && !(type.IsGenericType && type.Namespace!.StartsWith("System", StringComparison.Ordinal)));
    }

    [Fact]
    public void AddEndpoint_VerifierRegisteredBefore_IsPreserved()
    {
        var verifier = new WebhookSignatureVerifier(OtherKey);
        var services = new ServiceCollection().AddSingleton(verifier);
        services.AddHelpCrunchWebhooks().AddEndpoint(options => options.SigningKeys.Add(ReceiverApp.Key));
        using var provider = services.BuildServiceProvider();

        provider.GetServices<WebhookSignatureVerifier>().Should().ContainSingle().Which.Should().BeSameAs(verifier);
    }

    [Fact]
    public void Get_NamedOptions_AreNotTheOptionsOfTheApp()
    {
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks(options => options.SigningKeys.Add(OtherKey)).AddEndpoint();
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<HelpCrunchWebhooksOptions>>();

        options.CurrentValue.SigningKeys.Should().Equal(OtherKey);
        options.Get("other").SigningKeys.Should().BeEmpty();
    }

    private sealed record Linked(long ChatId);
}
