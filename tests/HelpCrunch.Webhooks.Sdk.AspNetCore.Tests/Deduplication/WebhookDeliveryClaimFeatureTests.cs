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

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);

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
            TimeSpan.Zero);

        (await app.PostAsync(Bodies.ChatRated())).Status.Should().Be(200);

        claim.Should().Equal([null]);
    }

    [Fact]
    public void Constructor_StoreIsNull_Throws() =>
        FluentActions.Invoking(() => new WebhookDeliveryClaimFeature(null!, default)).Should().Throw<ArgumentNullException>().WithParameterName("store");

    private static Task<ReceiverApp> StartAsync(Action<ChatRatedEvent, WebhookDeliveryContext> handle, TimeSpan? window = null) => ReceiverApp.StartAsync(
        ServerKind.TestHost,
        webhooks =>
        {
            webhooks.AddHandler<ChatRatedEvent, WebhookDeliveryContext>((rated, context, _) =>
            {
                handle(rated, context);
                return Task.CompletedTask;
            });
            if (window is { } time)
            {
                webhooks.AddEndpoint(options => options.DeduplicationWindow = time);
            }
        });
}
