using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace HelpCrunch.Webhooks.Tool.Tests.Support;

/// <summary>A fake clock on which a test can wait until timers exist, before it advances the clock.</summary>
internal sealed class TimeWithTimers : FakeTimeProvider
{
    private readonly Channel<ITimer> _created = Channel.CreateUnbounded<ITimer>();

    /// <summary>Waits until a number of timers were created, other than those of earlier calls.</summary>
    public async Task WaitForTimersAsync(int count)
    {
        for (; count > 0; count--)
        {
            await _created.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _created.Writer.TryWrite(timer);
        return timer;
    }
}
