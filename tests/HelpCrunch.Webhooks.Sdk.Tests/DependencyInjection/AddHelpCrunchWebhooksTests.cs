using HelpCrunch.Webhooks.Sdk.Tests.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.DependencyInjection;

public sealed class AddHelpCrunchWebhooksTests
{
    private const string Body = """{"event":"chat.new","eventData":{"chat_id":7,"status":"new"},"attempts":0,"id":"w-1"}""";

    private const string NoKey =
        "No signing key. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into a WebhookSigningKey and pass it here, or add it to SigningKeys of AddHelpCrunchWebhooks.";

    [Fact]
    public void Receiver_OfTheContainer_UsesKeysAndParserOptions()
    {
        var key = new WebhookSigningKey("secret of 2026", "2026");
        using var provider = new ServiceCollection()
            .AddHelpCrunchWebhooks(options =>
            {
                options.SigningKeys.Add(key);
                options.Parser.Converters.Add(new CustomConverter<ChatStatus>(ChatStatus.Empty));
            })
            .Services.BuildServiceProvider();

        var result = provider.GetRequiredService<WebhookReceiver>().Receive(Body, WebhookSignature.Compute(System.Text.Encoding.UTF8.GetBytes(Body), key));

        var accepted = result.Should().BeOfType<WebhookReceiveResult.Accepted>().Subject;
        accepted.KeyName.Should().Be("2026");
        accepted.Event.Should().BeOfType<ChatNewEvent>().Which.EventData.Status.Should().Be(ChatStatus.Empty);
    }

    [Fact]
    public void Services_ResolvedTwice_AreTheSame()
    {
        using var provider = new ServiceCollection().AddHelpCrunchWebhooks(WithKey("2026")).Services
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        using var scope = provider.CreateScope();

        foreach (var service in (Type[])[typeof(WebhookParser), typeof(WebhookSignatureVerifier), typeof(WebhookReceiver), typeof(HelpCrunchWebhooksOptions)])
        {
            scope.ServiceProvider.GetRequiredService(service).Should().BeSameAs(provider.GetRequiredService(service));
        }
    }

    [Fact]
    public void AddHelpCrunchWebhooks_ServicesRegisteredBefore_ArePreserved()
    {
        var parser = new WebhookParser();
        var verifier = new WebhookSignatureVerifier(new WebhookSigningKey("registered-before"));
        using var provider = new ServiceCollection()
            .AddSingleton(parser)
            .AddSingleton(verifier)
            .AddHelpCrunchWebhooks(WithKey("2026"))
            .Services.BuildServiceProvider();

        provider.GetServices<WebhookParser>().Should().ContainSingle().Which.Should().BeSameAs(parser);
        provider.GetServices<WebhookSignatureVerifier>().Should().ContainSingle().Which.Should().BeSameAs(verifier);
        provider.GetServices<WebhookReceiver>().Should().ContainSingle();
    }

    [Fact]
    public void AddHelpCrunchWebhooks_SeveralCalls_ApplyInOrder()
    {
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks(WithKey("2025"));
        services.AddHelpCrunchWebhooks(WithKey("2026"));
        services.AddHelpCrunchWebhooks(options => options.Parser.MaxDepth = 8);
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<HelpCrunchWebhooksOptions>().SigningKeys.Select(key => key.Name).Should().Equal("2025", "2026");
        provider.GetRequiredService<HelpCrunchWebhooksOptions>().Parser.MaxDepth.Should().Be(8);
        provider.GetServices<WebhookReceiver>().Should().ContainSingle();
        foreach (var name in (string[])["2025", "2026"])
        {
            provider.GetRequiredService<WebhookSignatureVerifier>().Verify("{}"u8, WebhookSignature.Compute("{}"u8, Key(name))).KeyName.Should().Be(name);
        }
    }

    [Fact]
    public void Configure_WithTheProvider_TakesTheKeyFromAnotherService()
    {
        using var provider = new ServiceCollection()
            .AddSingleton(Key("from elsewhere"))
            .AddHelpCrunchWebhooks((services, options) => options.SigningKeys.Add(services.GetRequiredService<WebhookSigningKey>()))
            .Services.BuildServiceProvider();

        provider.GetRequiredService<WebhookSignatureVerifier>().Verify("{}"u8, WebhookSignature.Compute("{}"u8, Key("from elsewhere")))
            .KeyName.Should().Be("from elsewhere");
    }

    [Fact]
    public void Resolve_NoKey_ThrowsForReceiverAndVerifierOnly()
    {
        using var provider = new ServiceCollection().AddHelpCrunchWebhooks().Services.BuildServiceProvider();

        provider.GetRequiredService<WebhookParser>().Parse(Body).GetEventOrThrow().Should().BeOfType<ChatNewEvent>();
        FluentActions.Invoking(provider.GetRequiredService<WebhookReceiver>).Should().Throw<InvalidOperationException>().Which.Message.Should().Be(NoKey);
        FluentActions.Invoking(provider.GetRequiredService<WebhookSignatureVerifier>).Should().Throw<InvalidOperationException>().Which.Message.Should().Be(NoKey);
    }

    [Fact]
    public void Configure_OptionsResolvedTwice_RunsOnce()
    {
        var calls = 0;
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks(options =>
        {
            calls++;
            options.SigningKeys.Add(Key("2026"));
        });
        using var provider = services.BuildServiceProvider();

        calls.Should().Be(0);
        provider.GetRequiredService<WebhookReceiver>();
        provider.GetRequiredService<WebhookParser>();
        calls.Should().Be(1);
    }

    [Fact]
    public void AddHelpCrunchWebhooks_Services_HaveTypesOfTheSdk()
    {
        // A container such as Autofac can create delegates and lists that are not registered.
        var services = new ServiceCollection();
        services.AddHelpCrunchWebhooks(WithKey("2026")).AddHandler<ChatEvent>(_ => Task.CompletedTask);

        services.Select(service => service.ServiceType).Should().OnlyContain(type => type.Assembly == typeof(WebhookEvent).Assembly && !type.IsGenericType && !typeof(Delegate).IsAssignableFrom(type));
    }

    [Fact]
    public void Builder_Services_AreTheGivenServices()
    {
        var services = new ServiceCollection();

        services.AddHelpCrunchWebhooks().Services.Should().BeSameAs(services);
    }

    [Fact]
    public void AddHelpCrunchWebhooks_Null_Throws()
    {
        var services = new ServiceCollection();

        FluentActions.Invoking(() => services.AddHelpCrunchWebhooks((Action<HelpCrunchWebhooksOptions>?)null)).Should().NotThrow();
        FluentActions.Invoking(() => ((IServiceCollection)null!).AddHelpCrunchWebhooks((_, _) => { })).Should().Throw<ArgumentNullException>().WithParameterName("services");
        FluentActions.Invoking(() => services.AddHelpCrunchWebhooks((Action<IServiceProvider, HelpCrunchWebhooksOptions>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("configure");
        FluentActions.Invoking(() => ((IServiceCollection)null!).AddHelpCrunchWebhooks()).Should().Throw<ArgumentNullException>().WithParameterName("services");
    }

    private static WebhookSigningKey Key(string name) => new($"secret of {name}", name);

    private static Action<HelpCrunchWebhooksOptions> WithKey(string name) => options => options.SigningKeys.Add(Key(name));
}
