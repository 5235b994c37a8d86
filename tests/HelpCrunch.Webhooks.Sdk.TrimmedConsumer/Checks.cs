namespace HelpCrunch.Webhooks.Sdk.TrimmedConsumer;

/// <summary>Counts the checks, and prints those that fail.</summary>
internal sealed class Checks
{
    private int _passed;
    private int _failed;

    public void That(string what, bool isTrue)
    {
        if (isTrue)
        {
            _passed++;
            return;
        }

        _failed++;
        Console.Error.WriteLine($"Failed: {what}.");
    }

    /// <summary>The exit code: 0 if there were checks and all succeeded.</summary>
    public int Report(string program)
    {
        Console.WriteLine($"{program}: {_passed} passed, {_failed} failed.");
        return _failed == 0 && _passed > 0 ? 0 : 1;
    }
}
