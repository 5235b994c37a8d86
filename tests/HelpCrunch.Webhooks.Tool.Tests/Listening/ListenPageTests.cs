using System.Text;
using System.Text.Json;
using HelpCrunch.Webhooks.Tool.Listening;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

[Trait("Speed", "Slow")]
public class ListenPageTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task Page_Delivery_AppearsAndShowsItsDetails()
    {
        await using var listener = await Listener.StartAsync();
        var (page, problems) = await browser.OpenAsync(listener);
        await Expect(page.Locator("#empty")).ToBeVisibleAsync();
        await Expect(page.Locator("#example")).ToHaveTextAsync($"helpcrunch-webhooks send chat.new --to {listener.Client.BaseAddress}");

        using var sent = await listener.SendAsync(Bodies.CustomerWithDrift);
        await page.Locator("#list").GetByRole(AriaRole.Option).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "customer.new" })).ToBeVisibleAsync();
        await Expect(page.Locator("#sections")).ToContainTextAsync("Valid with the key test.");
        await Expect(page.Locator(".paths li")).ToHaveTextAsync(["$.eventData.unsubscribed value that can't be read", "$.eventData.phone unknown property"]);
        await Expect(page.Locator(".tree .marked")).ToHaveTextAsync(["unsubscribed: \"perhaps\"value that can't be read", "phone: \"+380\"unknown property"]);
        await Expect(page.Locator(".headers .signature td")).ToHaveTextAsync(listener.Single().SignatureHeader!);
        problems.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Page_DirectionCharactersInAText_AreShownAsEscapes()
    {
        await using var listener = await Listener.StartAsync();
        var (page, problems) = await browser.OpenAsync(listener);

        using var sent = await listener.SendAsync("""{"event":"customer.new","eventData":{"id":7,"name":"a\u202egpj.exe\u2069"},"id":"a"}""");
        await page.Locator("#list").GetByRole(AriaRole.Option).ClickAsync();

        await Expect(page.Locator(".tree .value.string").Filter(new() { HasText = "gpj" })).ToHaveTextAsync("""
            "a\u202egpj.exe\u2069"
            """.Trim());
        problems.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Page_MarkupInEveryText_IsShownAndDoesNotRun()
    {
        const string Markup = "</script><img src=x onerror=alert(1)><svg onload=alert(2)><script>alert(3)</script><a href=javascript:alert(4)>{nonce}";
        await using var app = await TestApp.StartAsync(async response =>
        {
            response.ContentType = "text/html";
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(Markup));
        });
        await using var listener = await Listener.StartAsync(new ListenOptions { Keys = [Listener.Key], ForwardTo = app.Url });
        var (page, problems) = await browser.OpenAsync(listener);
        foreach (var body in HostileBodies(Markup))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/" + Uri.EscapeDataString(Markup)) { Content = new ByteArrayContent(body) };
            request.Headers.TryAddWithoutValidation(WebhookSignature.HeaderName, Markup);
            request.Headers.TryAddWithoutValidation("X-Markup", Markup);
            using var sent = await listener.Client.SendAsync(request);
        }

        var count = HostileBodies(Markup).Count();
        await Expect(page.Locator("#shown")).ToHaveTextAsync($"{count} in the list");
        for (var number = count; number > 0; number--)
        {
            await page.Keyboard.PressAsync("ArrowDown");
            await Expect(page.Locator("#meta span").First).ToHaveTextAsync($"#{number}");
            await Expect(page.Locator(".headers")).ToContainTextAsync(Markup);
            await Expect(page.Locator("#sections pre").First).ToHaveTextAsync(Markup);
        }

        (await page.EvaluateAsync<int>("document.querySelectorAll('img, a, iframe, object, link, script, #rows svg, #details svg').length")).Should().Be(1, "only the script of the page is there");
        problems.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Page_ThousandDeliveries_DrawsOnlyWhatIsSeen()
    {
        await using var listener = await Listener.StartAsync();
        await listener.SendManyAsync(1_200);
        var (page, problems) = await browser.OpenAsync(listener);

        await Expect(page.Locator("#shown")).ToHaveTextAsync("1,000 in the list");
        await Expect(page.Locator("#status-filters strong").First).ToHaveTextAsync("1,200");
        (await page.Locator(".row").CountAsync()).Should().BeLessThan(60);
        await Expect(page.Locator("#row-1200")).ToHaveAttributeAsync("aria-setsize", "1000");

        await page.Locator("#list").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator("#row-201")).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(page.Locator("#list")).ToHaveAttributeAsync("aria-activedescendant", "row-201");
        (await page.Locator(".row").CountAsync()).Should().BeLessThan(60);
        problems.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Page_ScrolledDown_DoesNotMoveWhenDeliveriesArrive()
    {
        await using var listener = await Listener.StartAsync();
        await listener.SendManyAsync(100);
        var (page, _) = await browser.OpenAsync(listener);
        await Expect(page.Locator("#shown")).ToHaveTextAsync("100 in the list");
        await page.EvaluateAsync("document.getElementById('list').scrollTop = 46 * 30");
        await Expect(page.Locator("#row-70")).ToBeInViewportAsync();
        var before = (await page.Locator("#row-70").BoundingBoxAsync())!.Y;

        await listener.SendManyAsync(50);
        await Expect(page.Locator("#shown")).ToHaveTextAsync("150 in the list");

        (await page.Locator("#row-70").BoundingBoxAsync())!.Y.Should().BeApproximately(before, 0.5f);
    }

    [BrowserFact]
    public async Task Page_Filters_ShowWhatMatches()
    {
        await using var listener = await Listener.StartAsync();
        using var message = await listener.SendAsync(Bodies.Message);
        using var customer = await listener.SendAsync(Bodies.CustomerWithDrift);
        using var forged = await listener.SendAsync(Encoding.UTF8.GetBytes(Bodies.Message), null, "/forged");
        using var invalid = await listener.SendAsync("[]");
        var (page, _) = await browser.OpenAsync(listener);
        var rows = page.Locator("#list").GetByRole(AriaRole.Option);
        await Expect(rows).ToHaveCountAsync(4);

        await page.Locator("#status-filters button").Nth(2).ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(page.Locator("#row-3")).ToContainTextAsync("no signature");
        await Expect(page.Locator("#status-filters button").Nth(2)).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Locator("#status-filters button").Nth(4).ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        await page.Locator("#status-filters button").Nth(0).ClickAsync();

        await page.GetByLabel("Filter by event family").SelectOptionAsync("message");
        await Expect(rows).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByLabel("Search event types, ids, and paths").FillAsync("/FORGED");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(page.Locator("#shown")).ToHaveTextAsync("1 of 4 in the list");
    }

    [BrowserFact]
    public async Task Page_Keyboard_SelectsSearchesSendsAndCopies()
    {
        await using var app = await TestApp.StartAsync();
        await using var listener = await Listener.StartAsync(new ListenOptions { Keys = [Listener.Key], ForwardTo = app.Url });
        using var first = await listener.SendAsync(Bodies.Message);
        using var second = await listener.SendAsync(Bodies.CustomerWithDrift);
        var (page, problems) = await browser.OpenAsync(listener);
        await Expect(page.Locator("#list").GetByRole(AriaRole.Option)).ToHaveCountAsync(2);

        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#title")).ToHaveTextAsync("message.chat.customer");
        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("#result")).ToHaveTextAsync("Sent.");
        await Expect(page.Locator("#sections")).ToContainTextAsync("sent 2 times");
        app.Received.Should().HaveCount(3);

        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator("#result")).ToHaveTextAsync("Copied. It contains personal data.");
        (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).Should().Be(await listener.Client.GetStringAsync("/_listen/deliveries/1/curl"));

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("rc/");
        await Expect(page.GetByLabel("Search event types, ids, and paths")).ToHaveValueAsync("rc/");
        app.Received.Should().HaveCount(3);
        problems.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Page_CopyRedacted_SaysThatItIsCopyingUntilItIsCopied()
    {
        await using var listener = await Listener.StartAsync();
        using var sent = await listener.SendAsync(Bodies.Message);
        var (page, problems) = await browser.OpenAsync(listener);
        var redaction = new TaskCompletionSource();
        await page.RouteAsync("**/redacted", async route =>
        {
            await redaction.Task;
            await route.ContinueAsync();
        });
        await page.EvaluateAsync("navigator.clipboard.writeText('before')");
        await page.Locator("#list").GetByRole(AriaRole.Option).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy redacted" }).ClickAsync();
        await Expect(page.Locator("#result")).ToHaveTextAsync("Copying…");
        (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).Should().Be("before");

        redaction.SetResult();
        await Expect(page.Locator("#result")).ToHaveTextAsync("Copied. Check the result before you share it.");
        (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).Should().Be(await listener.Client.GetStringAsync("/_listen/deliveries/1/redacted"));
        problems.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Page_AppIsDown_WaitsUntilItIsSentAgain()
    {
        Uri url;
        await using (var stopped = await TestApp.StartAsync())
        {
            url = stopped.Url;
        }

        await using var listener = await Listener.StartAsync(new ListenOptions { Keys = [Listener.Key], ForwardTo = url });
        using var sent = await listener.SendAsync(Bodies.Message);
        var (page, _) = await browser.OpenAsync(listener);
        await page.Locator("#list").GetByRole(AriaRole.Option).ClickAsync();
        await Expect(page.Locator("#sections")).ToContainTextAsync("The app does not accept connections. Start it, then send the delivery again. The delivery waits.");

        await using var app = await TestApp.StartAsync(port: url.Port);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send waiting again" }).ClickAsync();

        await Expect(page.Locator("#row-1 .status")).ToContainTextAsync("200");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send waiting again" })).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Page_Deliveries_AreAnnounced()
    {
        await using var listener = await Listener.StartAsync();
        var (page, _) = await browser.OpenAsync(listener);

        using var sent = await listener.SendAsync(Encoding.UTF8.GetBytes(Bodies.Message), null);

        await Expect(page.Locator("#announcement")).ToHaveTextAsync("1 new delivery, 1 with an invalid signature.", new() { Timeout = 20_000 });
    }

    [BrowserFact]
    public async Task Page_DeliveriesAreNotSaved_SaysWhy()
    {
        await using var listener = await Listener.StartAsync();
        var (page, problems) = await browser.OpenAsync(listener);
        await Expect(page.Locator("#save-error")).ToBeHiddenAsync();

        listener.Server.List.AddNotSaved("The disk is full.");
        await Expect(page.Locator("#save-error")).ToHaveTextAsync("A delivery was not saved: The disk is full.");
        listener.Server.List.AddNotSaved("<b>No such folder.");

        await Expect(page.Locator("#save-error")).ToHaveTextAsync("2 deliveries were not saved. The last one: <b>No such folder.");
        await page.EvaluateAsync(CountChangesOfSaveError);
        using var sent = await listener.SendAsync(Bodies.Message);
        await Expect(page.Locator("#list").GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        (await page.EvaluateAsync<int>("window.changes")).Should().Be(0, "a screen reader reads an alert each time its text is set");
        (await page.EvaluateAsync<string[]>(LowContrast)).Should().BeEmpty();
        problems.Should().BeEmpty();
    }

    [BrowserTheory]
    [InlineData(861)]
    [InlineData(1100)]
    [InlineData(1279)]
    public async Task Page_Charts_ShowTheirWholeTexts(int width)
    {
        await using var app = await TestApp.StartAsync();
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url });
        var (page, _) = await browser.OpenAsync(listener, width);

        await Expect(page.Locator("#responses-text")).ToHaveTextAsync("none yet");

        // In one call, so that the page cannot set its text before the measurement.
        var fits = await page.EvaluateAsync<bool>("""
            () => {
              document.getElementById("responses-text").textContent = "median 1,234, max 12,345 ms";
              return [...document.querySelectorAll(".chart span")].every(text => text.scrollWidth <= text.clientWidth);
            }
            """);

        fits.Should().BeTrue();
    }

    [BrowserFact]
    public async Task Page_AnyWidthAndColorScheme_FitsAndHasContrast()
    {
        await using var app = await TestApp.StartAsync();
        await using var listener = await Listener.StartAsync(new ListenOptions { Keys = [Listener.Key], ForwardTo = app.Url });
        using var drift = await listener.SendAsync(Bodies.CustomerWithDrift);
        using var forged = await listener.SendAsync(Encoding.UTF8.GetBytes(Bodies.Message), null, "/" + new string('x', 150));
        foreach (var width in new[] { 360, 600, 860, 861, 1280, 1920 })
        {
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                var (page, problems) = await browser.OpenAsync(listener, width, scheme: scheme);
                await Expect(page.Locator("#list").GetByRole(AriaRole.Option)).ToHaveCountAsync(2);
                (await page.EvaluateAsync<string[]>(LowContrast)).Should().BeEmpty($"{width} {scheme}");
                await page.Locator("#row-1").ClickAsync();
                await Expect(page.Locator(".tree")).ToBeVisibleAsync();
                (await page.EvaluateAsync<string[]>(LowContrast)).Should().BeEmpty($"{width} {scheme}");
                (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().Be(width);
                (await page.EvaluateAsync<string[]>(Overflowing)).Should().BeEmpty($"{width} {scheme}");
                problems.Should().BeEmpty();
                await page.Context.CloseAsync();
            }
        }
    }

    private const string CountChangesOfSaveError = """
        () => {
          window.changes = 0;
          new MutationObserver(() => window.changes++).observe(document.getElementById("save-error"), { childList: true, characterData: true, subtree: true });
        }
        """;

    /// <summary>The texts with less contrast than WCAG AA asks for: 4.5 to 1.</summary>
    private const string LowContrast = """
        () => {
          const parse = text => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
          const light = ({ r, g, b }) => [r, g, b].map(value => { const part = value / 255; return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; })
            .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
          const behind = node => { for (; node; node = node.parentElement) { const color = parse(getComputedStyle(node).backgroundColor); if (color.a === 1) return color; } return { r: 255, g: 255, b: 255 }; };
          const found = [];
          for (const node of document.querySelectorAll("body *")) {
            if (!node.checkVisibility() || ![...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())) continue;
            const [high, low] = [light(parse(getComputedStyle(node).color)), light(behind(node))].sort((left, right) => right - left);
            const ratio = (high + 0.05) / (low + 0.05);
            if (ratio < 4.5 && !node.disabled) found.push(`${node.tagName} ${node.className} ${node.textContent.slice(0, 30)}: ${ratio.toFixed(2)}`);
          }
          return found;
        }
        """;

    private const string Overflowing = """
        () => [...document.querySelectorAll("button, #sections, #list, #detail-head, #filters, .chart, header")]
          .filter(node => node.checkVisibility() && (node.scrollWidth > node.clientWidth + 1 || node.getBoundingClientRect().right > innerWidth + 1))
          .map(node => `${node.tagName} ${node.id} ${node.textContent.slice(0, 30)}: ${node.scrollWidth} > ${node.clientWidth}`)
        """;

    private static IEnumerable<byte[]> HostileBodies(string markup)
    {
        var text = JsonSerializer.Serialize(markup);
        yield return Encoding.UTF8.GetBytes(markup);
        yield return Encoding.UTF8.GetBytes($$"""{ "event": {{text}}, "eventData": { {{text}}: {{text}} }, "id": {{text}} }""");
        yield return Encoding.UTF8.GetBytes($$"""{ "event": "customer.new", "eventData": { "id": 1, "name": {{text}}, "email": {{text}}, {{text}}: [{{text}}] }, "id": {{text}} }""");
        yield return Encoding.UTF8.GetBytes($$"""{ "event": "chat.new", "eventData": { "chat_id": 1, "status": {{text}}, "rating": {{text}}, "department": {{text}}, "customer": { "id": {{text}}, "name": {{text}} } }, "id": "x" }""");
        yield return Encoding.UTF8.GetBytes($$"""{ "event": {{text}}, "eventData": {{text}} """);
        foreach (var eventType in WebhookEventTypes.All)
        {
            // The strings of every documented event are replaced.
            yield return Encoding.UTF8.GetBytes(ReplaceStrings(Encoding.UTF8.GetString(Sdk.Testing.WebhookBody.Write(Sdk.Testing.WebhookSamples.Create(eventType))), eventType, text));
        }
    }

    private static string ReplaceStrings(string body, string eventType, string replacement) => System.Text.RegularExpressions.Regex.Replace(
        body, "(?<=:)\"(?:[^\"\\\\]|\\\\.)*\"", match => match.Value == $"\"{eventType}\"" ? match.Value : replacement);
}
