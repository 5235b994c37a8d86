using System.Text;
using HelpCrunch.Webhooks.Sdk.Testing;
using HelpCrunch.Webhooks.Tool.Listening;
using HelpCrunch.Webhooks.Tool.Listening.Terminal;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Spectre.Console;
using static Microsoft.Playwright.Assertions;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

/// <summary>Takes the screenshots of the documentation, when <c>SCREENSHOTS</c> is the folder to write them to.</summary>
[Trait("Speed", "Slow")]
public class ListenScreenshots(Browser browser) : IClassFixture<Browser>
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SCREENSHOTS");

    [BrowserFact]
    public async Task Screenshots_SampleDeliveries_AreTaken()
    {
        var responses = 0;
        await using var app = await TestApp.StartAsync(async response =>
        {
            responses++;
            await Task.Delay(8 + (responses * 7 % 23) + (responses % 11 == 0 ? 60 : 0));
            response.StatusCode = responses % 9 == 0 ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        });
        await using var listener = await Listener.StartAsync(new ListenOptions { Keys = [Listener.Key], ForwardTo = app.Url });
        for (var round = 1; round <= 3; round++)
        {
            foreach (var sample in WebhookSamples.CreateAll())
            {
                var webhook = new SignedWebhook(sample with { Id = $"252041ed-62a7-4303-81f9-{round * 100_000 + responses:D12}" }, Listener.Key, new WebhookBodyOptions { EscapeLikePhp = true });
                using var sent = await listener.SendAsync(webhook.Body.ToArray(), responses % 17 == 16 ? null : webhook.Signature);
            }
        }

        using var drift = await listener.SendAsync(Bodies.CustomerWithDrift.Replace("\"drift\"", "\"7d0c1c4f-3a52-4a0e-8a43-5f4f0e6f2f10\"", StringComparison.Ordinal));
        var body = Encoding.UTF8.GetBytes(Bodies.Message);
        using var reformatted = await listener.SendAsync([.. body, (byte)'\n'], WebhookSignature.Compute(body, Listener.Key));

        foreach (var (name, width, height, scheme, number) in new[]
        {
            ("listen-light", 1100, 640, ColorScheme.Light, 61L), ("listen-dark", 1100, 640, ColorScheme.Dark, 62L), ("listen-narrow", 360, 740, ColorScheme.Light, 0L),
        })
        {
            var (page, problems) = await browser.OpenAsync(listener, width, height, scheme);
            await Expect(page.Locator("#row-62")).ToBeVisibleAsync();
            if (number > 0)
            {
                await page.Locator($"#row-{number}").ClickAsync();
                await Expect(page.Locator(".tree")).ToBeVisibleAsync();
            }

            if (Folder is not null)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png") });
            }

            problems.Should().BeEmpty();
            await page.Context.CloseAsync();
        }

        await TakeTerminalAsync(listener);
    }

    private async Task TakeTerminalAsync(Listener listener)
    {
        const int Width = 110;
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.TrueColor, Out = new AnsiConsoleOutput(TextWriter.Null) });
        (terminal.Profile.Width, terminal.Profile.Height) = (Width, 18);
        using var recorder = terminal.CreateRecorder();
        new LiveListenView(recorder.Write, recorder, listener.Server.Inspector, isForwarding: true).Show(listener.Server.List.GetChanges(0));
        var (page, _) = await browser.OpenAsync(listener, 920, 400);
        await page.GotoAsync("about:blank");
        await page.SetContentAsync($"<style>body{{margin:0}}main{{display:inline-block;background:#16181d;color:#e6e6e6;padding:12px 16px;line-height:1.35}}</style><main>{recorder.ExportHtml()}</main>");

        if (Folder is not null)
        {
            await page.Locator("main").ScreenshotAsync(new() { Path = Path.Combine(Folder, "listen-terminal.png") });
        }

        (await page.Locator("main").InnerTextAsync()).Should().Contain("wrong signature").And.Contain("Ctrl+C stop");
        await page.Context.CloseAsync();
    }
}
