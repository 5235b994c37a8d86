namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

/// <summary>A test that needs a browser: the package chromium of Debian and Ubuntu.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.SkipReason;
}
