using System.Net;
using HelpCrunch.Webhooks.Sdk.Testing.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.Requests;

public sealed class HttpClientWebhookExtensionsTests
{
    private static readonly ChatRatedEvent Event = WebhookSamples.ChatRated();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PostWebhookAsync_EachOverload_IsAcceptedByTheEndpoint(bool onLoopback)
    {
        await using var app = await ReceiverApp.StartAsync(onLoopback: onLoopback);
        var body = WebhookBody.Write(Event);

        using var eventToPath = await app.Client.PostWebhookAsync(ReceiverApp.Path, Event, ReceiverApp.Key);
        using var eventToUri = await app.Client.PostWebhookAsync(ReceiverApp.Uri, Event, ReceiverApp.Key);
        using var bodyToPath = await app.Client.PostWebhookAsync(ReceiverApp.Path, body, ReceiverApp.Key);
        using var bodyToUri = await app.Client.PostWebhookAsync(ReceiverApp.Uri, body, ReceiverApp.Key);
        using var webhookToPath = await app.Client.PostWebhookAsync(ReceiverApp.Path, new SignedWebhook(Event, ReceiverApp.Key));
        using var webhookToUri = await app.Client.PostWebhookAsync(ReceiverApp.Uri, new SignedWebhook(Event, ReceiverApp.Key));

        new[] { eventToPath, eventToUri, bodyToPath, bodyToUri, webhookToPath, webhookToUri }
            .Should().OnlyContain(response => response.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task PostWebhookAsync_Event_ReachesTheHandler()
    {
        WebhookEvent? handled = null;
        await using var app = await ReceiverApp.StartAsync(webhooks => webhooks.AddHandler<WebhookEvent>(webhookEvent =>
        {
            handled = webhookEvent;
            return Task.CompletedTask;
        }));

        using var response = await app.Client.PostWebhookAsync(ReceiverApp.Path, Event, ReceiverApp.Key);

        handled.Should().Be(Event);
    }

    [Fact]
    public async Task PostWebhookAsync_AnotherKey_IsRejected()
    {
        await using var app = await ReceiverApp.StartAsync();

        using var response = await app.Client.PostWebhookAsync(ReceiverApp.Path, Event, new WebhookSigningKey("another-key"));

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }
}
