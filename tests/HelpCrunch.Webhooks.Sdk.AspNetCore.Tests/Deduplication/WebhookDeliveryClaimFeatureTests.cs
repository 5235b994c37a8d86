using System.Net;
using HelpCrunch.Webhooks.Sdk.AspNetCore;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>A handler gets the claim of its delivery.</summary>
public sealed class WebhookDeliveryClaimFeatureTests
{
    [Fact]
    public async Task GetFeature_ClaimedDelivery_CompletesIt()
    {
        WebhookDeliveryClaimFeature? claim = null;
        await using var app = await StartAsync((_, context) => claim = context.GetFeature<WebhookDeliveryClaimFeature>());

        (await app.PostAsync(Bodies.ChatRated())).StatusCode.Should().Be(HttpStatusCode.OK);

        claim!.Store.Should().BeSameAs(app.Services.GetRequiredService<IWebhookDeliveryStore>());
        claim.Completion.Delivery.EndpointName.Should().BeEmpty();
        claim.Completion.Delivery.EventId.Should().NotBeEmpty();
        claim.Completion.ClaimToken.Should().BePositive();
        claim.Completion.RememberFor.Should().Be(TimeSpan.FromDays(3));
    }

    [Fact]
    public async Task GetFeature_WithoutDeduplication_IsNull()
    {
        var claim = new List<WebhookDeliveryClaimFeature?>();
        await using var app = await StartAsync(
            (_, context) => claim.Add(context.GetFeature<WebhookDeliveryClaimFeature>()),
            new() { ["DeduplicationWindow"] = "0" });

        (await app.PostAsync(Bodies.ChatRated())).StatusCode.Should().Be(HttpStatusCode.OK);

        claim.Should().Equal([null]);
    }

    [Fact]
    public void Constructor_StoreIsNull_Throws() =>
        FluentActions.Invoking(() => new WebhookDeliveryClaimFeature(null!, default)).Should().Throw<ArgumentNullException>().WithParameterName("store");

    private static Task<ReceiverApp> StartAsync(Action<ChatRatedEvent, WebhookDeliveryContext> handle, Dictionary<string, string?>? settings = null) => ReceiverApp.StartAsync(
        ServerKind.TestHost,
        webhooks => webhooks.AddHandler<ChatRatedEvent>((rated, context, _) =>
        {
            handle(rated, context);
            return Task.CompletedTask;
        }),
        settings is null ? null : new(settings) { ["SigningKeys:2026"] = "made-up-signing-key" });
}
