using Microsoft.Playwright;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

/// <summary>The browser of a test class. Each page records what it reports as an error.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";
    private const float Limit = 180_000; // In milliseconds. It only ends a hang.

    /// <summary>Why tests are skipped. Null if the browser is there.</summary>
    public static string? SkipReason => File.Exists(Path) ? null : $"There is no {Path}. Install the package chromium.";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (SkipReason is null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = ["--no-sandbox", "--disable-dev-shm-usage"], Timeout = Limit });
            Assertions.SetDefaultExpectTimeout(Limit);
        }
    }

    public async Task DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
    }

    internal async Task<(IPage Page, List<string> Problems)> OpenAsync(Listener listener, int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(Limit);
        var page = await context.NewPageAsync();
        var problems = new List<string>();
        page.PageError += (_, error) => problems.Add(error);
        page.Dialog += (_, dialog) => problems.Add($"dialog: {dialog.Message}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(listener.Client.BaseAddress!.ToString(), StringComparison.Ordinal))
            {
                problems.Add($"request: {request.Url}");
            }
        };
        page.Console += (_, message) =>
        {
            // The browser asks for an icon that the page does not have.
            if (message.Type is "error" && !message.Location.Contains("favicon", StringComparison.Ordinal))
            {
                problems.Add($"console: {message.Text}");
            }
        };
        await page.GotoAsync(listener.Server.PageAddress.AbsoluteUri);
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("live");
        return (page, problems);
    }
}
