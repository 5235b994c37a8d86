using System.Text;
using HelpCrunch.Webhooks.Sdk;
using Microsoft.Extensions.DependencyInjection;

namespace Consumer.Tests;

/// <summary>Custom events and converters of a consumer, from the signed body to the event.</summary>
public sealed class CustomEventTests
{
    private static readonly WebhookSigningKey Key = new("made-up-signing-key");

    [Theory]
    [InlineData(false)] // With reflection.
    [InlineData(true)] // With the consumer's context.
    public void Receive_CustomEvent_IsTyped(bool hasTypeInfo)
    {
        var options = hasTypeInfo
            ? new WebhookParserOptions().AddEvent("order.paid", WebJson.Default.Order)
            : new WebhookParserOptions().AddEvent<Order>("order.paid");

        Receive(new WebhookReceiver([Key], new WebhookParser(options)), Bodies.OrderPaid)
            .Should().BeOfType<CustomEvent<Order>>().Which.EventData.Should().Be(new Order("A", 3));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Receive_CustomEventByDependencyInjection_IsTyped(bool hasTypeInfo)
    {
        using var services = new ServiceCollection()
            .AddHelpCrunchWebhooks(options =>
            {
                options.SigningKeys.Add(Key);
                _ = hasTypeInfo ? options.Parser.AddEvent("order.paid", WebJson.Default.Order) : options.Parser.AddEvent<Order>("order.paid");
            })
            .Services.BuildServiceProvider();

        Receive(services.GetRequiredService<WebhookReceiver>(), Bodies.OrderPaid)
            .Should().BeOfType<CustomEvent<Order>>().Which.EventData.Should().Be(new Order("A", 3));
    }

    [Fact]
    public void Receive_CustomConverter_IsUsed()
    {
        var parser = new WebhookParser(new WebhookParserOptions { Converters = { new HouseStatusConverter() } });

        Receive(new WebhookReceiver([Key], parser), Bodies.Of("chat.closed"))
            .Should().BeOfType<ChatClosedEvent>().Which.EventData.Status!.Value.Value.Should().StartWith("house:");
    }

    private static WebhookEvent Receive(WebhookReceiver receiver, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return receiver.Receive(bytes, WebhookSignature.Compute(bytes, Key)).Should().BeOfType<WebhookReceiveResult.Accepted>().Subject.Event;
    }
}
