using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpCrunch.Webhooks.Tool.Listening.Terminal;

/// <summary>Shows the list until the command is canceled, and sends deliveries again when R is pressed.</summary>
internal sealed class ListenTerminal(IAnsiConsole console, ListenServer server, TimeProvider time)
{
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (console.Profile.Out.IsTerminal && console.Profile.Capabilities is { Ansi: true, Interactive: true })
            {
                await console.Live(new Text("")).StartAsync(display =>
                {
                    var view = new LiveListenView(Draw, console, server.Inspector, server.Forwarder.IsEnabled);
                    return ShowAsync(view, isInteractive: true, cancellationToken);

                    void Draw(IRenderable target)
                    {
                        display.UpdateTarget(target);
                        display.Refresh();
                    }
                });
            }
            else
            {
                await ShowAsync(new PlainListenView(console, server.Inspector), isInteractive: false, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl+C is how the command ends.
        }
    }

    private async Task ShowAsync(IListenView view, bool isInteractive, CancellationToken cancellationToken)
    {
        for (var revision = 0L; ;)
        {
            var changes = server.List.GetChanges(revision);
            view.Show(changes);
            revision = changes.Revision;
            await Task.Delay(BatchTime, time, cancellationToken);
            await WaitAsync(revision, isInteractive, cancellationToken);
        }
    }

    private async Task WaitAsync(long revision, bool isInteractive, CancellationToken cancellationToken)
    {
        var changed = server.List.WaitForChangeAsync(revision, cancellationToken);
        while (!changed.IsCompleted)
        {
            // Console has no way to wait for a key that can be canceled.
            if (isInteractive && console.Input.IsKeyAvailable() && console.Input.ReadKey(intercept: true) is { Key: ConsoleKey.R })
            {
                await server.Forwarder.SendWaitingAsync();
                return;
            }

            await Task.WhenAny(changed, Task.Delay(isInteractive ? BatchTime : IdleTime, time, cancellationToken));
        }

        await changed;
    }
}
