using System.Text;
using Autofac.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Tests.DependencyInjection;

/// <summary>Autofac can create <c>Func&lt;T&gt;</c>, <c>Lazy&lt;T&gt;</c>, lists, and other generic types that are not registered.</summary>
public sealed class AutofacTests
{
    private const string Body = """{"event":"chat.new","eventData":{"chat_id":7},"id":"w-1"}""";

    private static readonly WebhookSigningKey Key = new("made-up-signing-key", "2026");

    [Fact]
    public async Task Receiver_Signed_IsAcceptedAndHandled()
    {
        var handled = new List<long>();
        await using var provider = Build(services => services
            .AddHelpCrunchWebhooks(options => options.SigningKeys.Add(Key))
            .AddHandler<ChatEvent>(chat =>
            {
                handled.Add(chat.EventData.ChatId);
                return Task.CompletedTask;
            }));

        var result = provider.GetRequiredService<WebhookReceiver>().Receive(Body, WebhookSignature.Compute(Encoding.UTF8.GetBytes(Body), Key));
        await provider.GetRequiredService<WebhookDispatcher>().DispatchAsync(result.Should().BeOfType<WebhookReceiveResult.Accepted>().Subject.Event);

        handled.Should().Equal(7);
    }

    [Fact]
    public void Receiver_NoKey_Throws()
    {
        using var provider = Build(services => services.AddHelpCrunchWebhooks());

        FluentActions.Invoking(provider.GetRequiredService<WebhookReceiver>).Should().Throw<Exception>()
            .Which.GetBaseException().Message.Should().StartWith("No signing key.");
    }

    private static AutofacServiceProvider Build(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        configure(services);
        var factory = new AutofacServiceProviderFactory();
        return (AutofacServiceProvider)factory.CreateServiceProvider(factory.CreateBuilder(services));
    }
}
