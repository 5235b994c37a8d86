namespace HelpCrunch.Webhooks.Sdk.TrimmedConsumer;

/// <summary>Counts what is true, and says what is not.</summary>
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
        Console.Error.WriteLine($"Not true: {what}.");
    }

    /// <summary>The exit code: 0 when all was true, and there was something to check.</summary>
    public int Report(string program)
    {
        Console.WriteLine($"{program}: {_passed} true, {_failed} not.");
        return _failed == 0 && _passed > 0 ? 0 : 1;
    }
}
