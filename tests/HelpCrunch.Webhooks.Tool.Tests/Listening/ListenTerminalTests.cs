using System.Text;
using HelpCrunch.Webhooks.Tool.Listening;
using HelpCrunch.Webhooks.Tool.Listening.Terminal;
using Spectre.Console;
using Spectre.Console.Testing;

namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

public sealed class ListenTerminalTests : IDisposable
{
    private readonly TestConsole _console = new TestConsole().Interactive().EmitAnsiSequences();
    private readonly CancellationTokenSource _stop = new();

    public ListenTerminalTests() => _console.Profile.Out = new Terminal(_console.Profile.Out);

    [Fact]
    public async Task Run_KeyWhileDeliveriesArriveInEachTurn_SendsTheWaitingDeliveries()
    {
        const int MaxTurns = 2_000;
        var isAppDown = true;
        await using var app = await TestApp.StartAsync(response =>
        {
            if (isAppDown)
            {
                response.HttpContext.Abort();
                return Task.CompletedTask;
            }

            return _stop.CancelAsync();
        });
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url });
        using var sent = await listener.SendAsync(Bodies.Message);
        isAppDown = false;
        app.Received.Clear();
        _console.Input.PushKey(ConsoleKey.R);
        var turns = 0;
        var time = new CallbackTime(() =>
        {
            listener.Server.List.AddTooLarge();
            if (++turns == MaxTurns)
            {
                _stop.Cancel();
            }
        });

        await new ListenTerminal(_console, listener.Server, time).RunAsync(_stop.Token);

        app.Received.Should().ContainSingle();
    }

    [Fact]
    public async Task Run_CanceledWhileTheAppIsSlow_Ends()
    {
        var release = new TaskCompletionSource();
        var isFirst = true;
        await using var app = await TestApp.StartAsync(response =>
        {
            if (isFirst)
            {
                isFirst = false;
                response.HttpContext.Abort();
                return Task.CompletedTask;
            }

            _stop.Cancel();
            return release.Task;
        });
        await using var listener = await Listener.StartAsync(new ListenOptions { ForwardTo = app.Url, ForwardTimeout = TimeSpan.FromMinutes(10) });
        using var sent = await listener.SendAsync(Bodies.Message);
        _console.Input.PushKey(ConsoleKey.R);

        await new ListenTerminal(_console, listener.Server, TimeProvider.System).RunAsync(_stop.Token).WaitAsync(TimeSpan.FromMinutes(1));

        release.SetResult();
        listener.Server.List.GetChanges(0).Counts.Waiting.Should().Be(1);
    }

    public void Dispose()
    {
        _console.Dispose();
        _stop.Dispose();
    }

    /// <summary>Calls a function at the start of each wait, and makes each wait short.</summary>
    private sealed class CallbackTime(Action onWait) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            onWait();
            return base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(10), period);
        }
    }

    private sealed class Terminal(IAnsiConsoleOutput output) : IAnsiConsoleOutput
    {
        public TextWriter Writer => output.Writer;

        public bool IsTerminal => true;

        public int Width => 80;

        public int Height => 24;

        public void SetEncoding(Encoding encoding) => output.SetEncoding(encoding);
    }
}
