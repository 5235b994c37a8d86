namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>Counts deliveries per minute. Not thread-safe.</summary>
internal sealed class DeliveryRate
{
    public const int Minutes = 30;

    private readonly int[] _received = new int[Minutes];
    private readonly int[] _rejected = new int[Minutes];
    private long _minute;

    public void Add(DateTimeOffset time, bool isRejected)
    {
        MoveTo(time);
        _received[_minute % Minutes]++;
        _rejected[_minute % Minutes] += isRejected ? 1 : 0;
    }

    /// <summary>Gets the counts of the last minutes, the current minute last.</summary>
    public IReadOnlyList<MinuteCount> GetCounts(DateTimeOffset time)
    {
        MoveTo(time);
        return [.. from offset in Enumerable.Range(1, Minutes) let index = (_minute + offset) % Minutes select new MinuteCount(_received[index], _rejected[index])];
    }

    private void MoveTo(DateTimeOffset time)
    {
        // A clock that is set back does not lose a count: the delivery counts for the latest minute.
        var minute = Math.Max(_minute, time.ToUnixTimeSeconds() / 60);
        for (var passed = Math.Max(_minute + 1, minute - Minutes + 1); passed <= minute; passed++)
        {
            _received[passed % Minutes] = 0;
            _rejected[passed % Minutes] = 0;
        }

        _minute = minute;
    }
}
