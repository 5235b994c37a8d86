using Autofac.Extensions.DependencyInjection;
using HelpCrunch.Webhooks.Sdk.Testing;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>An app with another container, which can create delegates and lists that are not registered.</summary>
public sealed class AutofacTests
{
    [Fact]
    public async Task Post_Signed_IsHandled()
    {
        var handled = 0;
        await using var app = await StartAsync(webhooks => webhooks.AddHandler<ChatRatedEvent>(_ =>
        {
            handled++;
            return Task.CompletedTask;
        }));

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);
        handled.Should().Be(1);
    }

    [Fact]
    public async Task Receiver_OfTheContainer_UsesTheKeysOfTheEndpoint()
    {
        await using var app = await StartAsync();
        var webhook = new SignedWebhook("{}"u8.ToArray(), ReceiverApp.Key);

        app.Services.GetRequiredService<WebhookSignatureVerifier>().Verify(webhook.Body.Span, webhook.Signature).KeyName.Should().Be("2026");
        app.Services.GetRequiredService<WebhookReceiver>().Receive(webhook.Body.Span, webhook.Signature).Should().BeOfType<WebhookReceiveResult.InvalidPayload>();
    }

    private static Task<ReceiverApp> StartAsync(Action<IHelpCrunchWebhooksBuilder>? handlers = null) => ReceiverApp.StartAsync(
        ServerKind.TestHost,
        handlers,
        configure: builder => builder.Host.UseServiceProviderFactory(new AutofacServiceProviderFactory()));
}
