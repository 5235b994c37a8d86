using System.Text;
using System.Text.RegularExpressions;
using HelpCrunch.Webhooks.Tool.Listening;
using HelpCrunch.Webhooks.Tool.Listening.Terminal;
using Spectre.Console.Testing;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

public partial class PlainListenViewTests
{
    [Fact]
    public async Task Show_Deliveries_IsOneLineForEach()
    {
        await using var listener = await Listener.StartAsync();
        using var valid = await listener.SendAsync(Bodies.Message);
        using var drift = await listener.SendAsync(Bodies.CustomerWithDrift);
        using var forged = await listener.SendAsync(Encoding.UTF8.GetBytes(Bodies.Unknown), null);
        using var invalid = await listener.SendAsync("[]");

        Show(listener).Should().Be(
            $"""
            TIME  #1  message.chat.customer  252041ed-62a7-4303-81f9-842ec6e8d18f  valid
            TIME  #2  customer.new (attempt 3)  drift  valid, 2 drift
            TIME  #3  chat.merged  unknown  no signature
                {WebhookSignatureDiagnostics.Diagnose([], null, Listener.Key).Advice}
            TIME  #4  not a webhook  not a webhook: NotAnObject

            """);
    }

    [Fact]
    public async Task Show_HostileTexts_HasNoControlCharacters()
    {
        await using var listener = await Listener.StartAsync();
        using var sent = await listener.SendAsync(
            """
            {"event":"\u001b[2J[red]chat\u202e","eventData":{},"id":"a\nb"}
            """);

        Show(listener).Should().Be("TIME  #1  �[2J[red]chat�  a�b  valid, 1 drift\n");
    }

    [Fact]
    public async Task Show_AppIsDown_SaysThatTheDeliveryWaits()
    {
        Uri url;
        await using (var app = await TestApp.StartAsync())
        {
            url = app.Url;
        }

        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = url });
        using var sent = await listener.SendAsync(Bodies.Unknown);

        Show(listener).Should().Be("TIME  #1  chat.merged  unknown  not verified, 1 drift  waiting for the app\n");
        DeliveryLine.Counts(listener.Server.List.GetChanges(0).Counts).Should().Be("1 received · 1 not verified · 1 with drift · 1 waiting for the app");
    }

    [Fact]
    public async Task Show_DeliveryIsNotSaved_SaysWhyOnceForEachBatch()
    {
        await using var listener = await Listener.StartAsync();
        using var sent = await listener.SendAsync(Bodies.Message);
        using var console = new TestConsole();
        var view = new PlainListenView(console, listener.Server.Inspector);

        listener.Server.List.AddNotSaved("The disk is full.\u001b");
        view.Show(listener.Server.List.GetChanges(0));
        view.Show(listener.Server.List.GetChanges(0));
        listener.Server.List.AddNotSaved("No such folder.");
        view.Show(listener.Server.List.GetChanges(0));

        Time().Replace(console.Output.ReplaceLineEndings("\n"), "TIME").Should().Be(
            """
            TIME  #1  message.chat.customer  252041ed-62a7-4303-81f9-842ec6e8d18f  valid
            A delivery was not saved: The disk is full.�
            2 deliveries were not saved. The last one: No such folder.

            """);
        DeliveryLine.Counts(listener.Server.List.GetChanges(0).Counts).Should().Be("1 received · 1 valid · 2 not saved");
    }

    [Fact]
    public void Counts_None_SaysSo() => DeliveryLine.Counts(default).Should().Be("no deliveries yet");

    private static string Show(Listener listener)
    {
        using var console = new TestConsole();
        new PlainListenView(console, listener.Server.Inspector).Show(listener.Server.List.GetChanges(0));
        return Time().Replace(console.Output.ReplaceLineEndings("\n"), "TIME");
    }

    [GeneratedRegex(@"^\d\d:\d\d:\d\d", RegexOptions.Multiline)]
    private static partial Regex Time();
}
