namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>Limits the memory of the bodies that are being received, saved, or forwarded. Thread-safe.</summary>
internal sealed class BodyBudget(ListenOptions options)
{
    private long _used;

    /// <summary>Reserves bytes.</summary>
    /// <returns>Whether so many bytes are left.</returns>
    public bool TryReserve(int count)
    {
        if (Interlocked.Add(ref _used, count) <= Math.Max(options.MaxActiveBytes, options.MaxBodySize))
        {
            return true;
        }

        Release(count);
        return false;
    }

    /// <summary>Returns reserved bytes.</summary>
    public void Release(long count) => Interlocked.Add(ref _used, -count);
}
