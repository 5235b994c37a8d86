namespace HelpCrunch.Webhooks.Sdk.Tests.Handling;

public sealed class WebhookHandlersFailedExceptionTests
{
    [Fact]
    public void Constructor_Failures_BecomeInnerExceptions()
    {
        WebhookHandlerFailure[] failures = [new("First", new TimeoutException("about customer@example.com")), new("Second", new IOException())];

        var exception = new WebhookHandlersFailedException("2 of 3 handlers failed.", failures);

        exception.Message.Should().Be("2 of 3 handlers failed.");
        exception.Failures.Should().Equal(failures);
        exception.InnerExceptions.Should().Equal(failures[0].Exception, failures[1].Exception);
    }

    [Fact]
    public void Constructor_NoMessage_HasTheDefaultMessage()
    {
        WebhookHandlersFailedException[] exceptions =
        [
            new(),
            new((string?)null),
            new(null, new TimeoutException()),
            new(null, [new WebhookHandlerFailure("Handler", new TimeoutException())]),
        ];

        exceptions.Should().OnlyContain(exception => exception.Message == "One or more handlers failed.");
    }

    [Fact]
    public void Constructor_MessageOrInnerException_HasNoFailures()
    {
        var inner = new TimeoutException("about customer@example.com");

        new WebhookHandlersFailedException("Failed.").Failures.Should().BeEmpty();
        var exception = new WebhookHandlersFailedException("Failed.", inner);
        exception.Failures.Should().BeEmpty();
        exception.InnerException.Should().BeSameAs(inner);
        exception.Message.Should().Be("Failed.");
    }

    [Fact]
    public void Constructor_Null_Throws()
    {
        FluentActions.Invoking(() => new WebhookHandlersFailedException("", (IEnumerable<WebhookHandlerFailure>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("failures");
        FluentActions.Invoking(() => new WebhookHandlersFailedException("", (Exception)null!)).Should().Throw<ArgumentNullException>().WithParameterName("innerException");
        FluentActions.Invoking(() => new WebhookHandlerFailure(null!, new TimeoutException())).Should().Throw<ArgumentNullException>().WithParameterName("handlerName");
        FluentActions.Invoking(() => new WebhookHandlerFailure("Handler", null!)).Should().Throw<ArgumentNullException>().WithParameterName("exception");
    }

    [Fact]
    public void HandledContext_Constructor_SetsAllProperties()
    {
        var chatRated = new ChatRatedEvent { Id = "1", EventData = new ChatEventData { ChatId = 743 } };
        var exception = new TimeoutException();

        new WebhookHandledContext(chatRated, "shop", "Handler", TimeSpan.FromSeconds(1), exception).Should().BeEquivalentTo(
            new { Event = chatRated, EndpointName = "shop", HandlerName = "Handler", Elapsed = TimeSpan.FromSeconds(1), Exception = exception });
        FluentActions.Invoking(() => new WebhookHandledContext(null!, "", "", default)).Should().Throw<ArgumentNullException>().WithParameterName("webhookEvent");
        FluentActions.Invoking(() => new WebhookHandledContext(chatRated, null!, "", default)).Should().Throw<ArgumentNullException>().WithParameterName("endpointName");
        FluentActions.Invoking(() => new WebhookHandledContext(chatRated, "", null!, default)).Should().Throw<ArgumentNullException>().WithParameterName("handlerName");
    }
}
