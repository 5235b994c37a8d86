namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

/// <summary>A test that needs a browser: the package chromium of Debian and Ubuntu.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (!File.Exists(Browser.Path))
        {
            Skip = $"There is no {Browser.Path}. Install the package chromium.";
        }
    }
}
