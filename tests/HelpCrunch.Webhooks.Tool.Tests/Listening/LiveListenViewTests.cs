using System.Text.RegularExpressions;
using HelpCrunch.Webhooks.Tool.Listening;
using HelpCrunch.Webhooks.Tool.Listening.Terminal;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console.Testing;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

public sealed class LiveListenViewTests : IDisposable
{
    private static readonly DateTimeOffset ReceivedAt = new(new DateTime(2026, 11, 27, 12, 0, 0, DateTimeKind.Local));

    private readonly TestConsole _console = new();
    private readonly DeliveryList _list = new(new ListenOptions(), new FakeTimeProvider(ReceivedAt));
    private readonly DeliveryInspector _inspector = new([Listener.Key]);

    [Fact]
    public void Show_Delivery_IsOneLineWithItsStatusAndResponse()
    {
        Add("chat.rated", "252041ed", new Forwarding(ForwardingStatus.Responded) { StatusCode = 200, Duration = TimeSpan.FromMilliseconds(12) });

        Lines(80, 24).Should().Equal(
            "time # event id status response",
            "12:00:00 1 chat.rated 252041ed valid 200 in 12 ms",
            "",
            "1 received · 1 valid",
            "",
            "r send the waiting deliveries again · Ctrl+C stop");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(40)]
    public void Show_MoreThanFits_FitsTheTerminal(int width)
    {
        for (var index = 0; index < 100; index++)
        {
            Add("message.chat.customer", "252041ed-62a7-4303-81f9-842ec6e8d18f", new Forwarding(ForwardingStatus.Waiting), SignatureStatus.Malformed);
        }

        var lines = Lines(width, 24);

        lines.Should().HaveCountLessThan(24).And.OnlyContain(line => line.Length <= width);
        string.Join(' ', lines).Should().Contain("Ctrl+C stop");
        lines.Where(line => line.Contains("mess", StringComparison.Ordinal)).Should().HaveCountGreaterThan(6)
            .And.OnlyContain(line => line.Contains(" malf", StringComparison.Ordinal) && line.Contains(" wait", StringComparison.Ordinal));
        lines[0].Contains("time", StringComparison.Ordinal).Should().Be(width >= 60);
        lines[0].Contains(" id ", StringComparison.Ordinal).Should().Be(width >= 80);
    }

    [Fact]
    public void Show_DeliveryIsNotSaved_SaysWhy()
    {
        Add("chat.rated", "252041ed", Forwarding.Off);
        _list.AddNotSaved("The disk is [full].\u001b");

        Lines(80, 24).Should().Equal(
            "time # event id status response",
            "12:00:00 1 chat.rated 252041ed valid",
            "",
            "1 received · 1 valid · 1 not saved",
            "",
            "A delivery was not saved: The disk is [full].�",
            "r send the waiting deliveries again · Ctrl+C stop");
    }

    [Fact]
    public void Show_Markup_IsText()
    {
        Add("chat.[red]x[/]", "[bold]a", Forwarding.Off);

        Lines(80, 24)[1].Should().Be("12:00:00 1 chat.[red]x[/] [bold]a valid");
    }

    public void Dispose() => _console.Dispose();

    private void Add(string eventType, string id, Forwarding forwarding, SignatureStatus signature = SignatureStatus.Valid) => _list.Add(new ReceivedDelivery
    {
        ReceivedAt = ReceivedAt,
        Path = "/",
        Headers = [],
        Body = default,
        Inspection = new Inspection { Signature = signature, EventType = eventType, EventId = id },
        Forwarding = forwarding,
    });

    private string[] Lines(int width, int height)
    {
        (_console.Profile.Width, _console.Profile.Height) = (width, height);
        new LiveListenView(_console.Write, _console, _inspector, isForwarding: true).Show(_list.GetChanges(0));
        return [.. _console.Output.TrimEnd().Split('\n').Select(line => Regex.Replace(line.TrimEnd(), " {2,}", " "))];
    }
}
