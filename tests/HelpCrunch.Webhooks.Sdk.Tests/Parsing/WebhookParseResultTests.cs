namespace HelpCrunch.Webhooks.Sdk.Tests.Parsing;

public sealed class WebhookParseResultTests
{
    private static readonly WebhookParseResult Success = WebhookParser.Default.Parse("""{"event":"chat.new","eventData":{"chat_id":1},"id":"e-1"}""");
    private static readonly WebhookParseResult Failure = WebhookParser.Default.Parse("""{"event":"chat.new","eventData":{"id":1},"id":"e-1"}""");

    [Fact]
    public void Match_EachCase_CallsItsFunction()
    {
        Success.Match(webhookEvent => webhookEvent.EventType, error => error.Message).Should().Be("chat.new");
        Failure.Match(webhookEvent => webhookEvent.EventType, error => error.Message).Should().Be("The data of 'chat.new' has no readable $.eventData.chat_id.");
    }

    [Fact]
    public void Match_NullFunction_ThrowsForEveryCase()
    {
        foreach (var result in (WebhookParseResult[])[Success, Failure])
        {
            FluentActions.Invoking(() => result.Match(null!, error => error.Message)).Should().Throw<ArgumentNullException>().WithParameterName("onEvent");
            FluentActions.Invoking(() => result.Match(webhookEvent => webhookEvent.Id, null!)).Should().Throw<ArgumentNullException>().WithParameterName("onError");
        }
    }

    [Fact]
    public void TryGetEvent_Success_GivesTheEventAndNoError()
    {
        Success.TryGetEvent(out var webhookEvent, out var error).Should().BeTrue();

        webhookEvent.Should().BeOfType<ChatNewEvent>();
        error.Should().BeNull();
    }

    [Fact]
    public void TryGetEvent_Failure_GivesTheErrorAndNoEvent()
    {
        Failure.TryGetEvent(out var webhookEvent, out var error).Should().BeFalse();

        webhookEvent.Should().BeNull();
        error!.Code.Should().Be(WebhookParseErrorCode.InvalidEventData);
    }

    [Fact]
    public void GetEventOrThrow_Success_IsTheEvent() => Success.GetEventOrThrow().Id.Should().Be("e-1");

    [Fact]
    public void GetEventOrThrow_Failure_ThrowsTheErrorWithItsMessage()
    {
        Failure.TryGetEvent(out _, out var error);

        FluentActions.Invoking(Failure.GetEventOrThrow).Should().Throw<WebhookParseException>()
            .WithMessage("The data of 'chat.new' has no readable $.eventData.chat_id.")
            .Which.Error.Should().BeSameAs(error);
    }

    [Fact]
    public void ToString_Record_HasTypeAndIdsOnly()
    {
        Success.ToString().Should().Be("Success { Event = ChatNewEvent { EventType = chat.new, Id = e-1 } }");
        Failure.ToString().Should().Be(
            "Failure { Error = InvalidEventData: The data of 'chat.new' has no readable $.eventData.chat_id. (event 'chat.new', id 'e-1') }");
    }

    [Fact]
    public void ErrorToString_TextsFromOutside_AreShortAndOnOneLine()
    {
        var error = Parsed.Error($$"""{"event":"a\r\nforged\u2028line\udb40\udc41😀","id":"{{new string('x', 200)}}","eventData":7}]""");

        error.ToString().Should().Be($"InvalidJson: {error.Message} (event 'a\uFFFD\uFFFDforged\uFFFDline\uFFFD😀', id '{new string('x', 100)}…')");
    }

    [Fact]
    public void ErrorToString_NothingKnown_EndsWithTheMessage() =>
        Parsed.Error("{}").ToString().Should().Be("MissingEventType: The body has no string property 'event', so its type is not known.");

    [Fact]
    public void ErrorToString_TextCutInACharacter_LeavesItOut() =>
        Parsed.Error($$"""{"event":"chat.new","id":"{{new string('x', 99)}}😀y","eventData":7}""").ToString().Should().EndWith($"id '{new string('x', 99)}…')");

    [Fact]
    public void ErrorEquals_OnePartDiffers_IsFalse()
    {
        var error = Parsed.Error("""{"event":"chat.new","id":"e-1","eventData":7}""");
        WebhookParseError[] others =
        [
            new(WebhookParseErrorCode.MissingId, error.Message, error.Path) { BytePositionInLine = error.BytePositionInLine, EventType = "chat.new", Id = "e-1" },
            new(error.Code, "Another.", error.Path) { BytePositionInLine = error.BytePositionInLine, EventType = "chat.new", Id = "e-1" },
            new(error.Code, error.Message, "$") { BytePositionInLine = error.BytePositionInLine, EventType = "chat.new", Id = "e-1" },
            error with { LineNumber = 1 },
            error with { BytePositionInLine = 0 },
            error with { EventType = null },
            error with { Id = "e-2" },
        ];

        error.Equals(error with { }).Should().BeTrue();
        others.Should().AllSatisfy(other => error.Equals(other).Should().BeFalse());
        error.Equals(null).Should().BeFalse();
    }

    [Fact]
    public void Exception_Null_Throws() =>
        FluentActions.Invoking(() => new WebhookParseException(null!)).Should().Throw<ArgumentNullException>().WithParameterName("error");

    [Fact]
    public void Case_Null_Throws()
    {
        FluentActions.Invoking(() => new WebhookParseResult.Success(null!)).Should().Throw<ArgumentNullException>().WithParameterName("Event");
        FluentActions.Invoking(() => new WebhookParseResult.Failure(null!)).Should().Throw<ArgumentNullException>().WithParameterName("Error");
    }

    [Fact]
    public void Error_Null_Throws()
    {
        FluentActions.Invoking(() => new WebhookParseError(WebhookParseErrorCode.InvalidJson, null!, "$")).Should().Throw<ArgumentNullException>().WithParameterName("message");
        FluentActions.Invoking(() => new WebhookParseError(WebhookParseErrorCode.InvalidJson, "", null!)).Should().Throw<ArgumentNullException>().WithParameterName("path");
    }
}
