using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpCrunch.Webhooks.Tool.Listening.Terminal;

/// <summary>Shows the list until the command is canceled, and sends deliveries again when R is pressed.</summary>
internal sealed class ListenTerminal(IAnsiConsole console, ListenServer server, TimeProvider time)
{
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(200);

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
        var sending = Task.CompletedTask;
        try
        {
            for (var revision = 0L; ;)
            {
                var changes = server.List.GetChanges(revision);
                view.Show(changes);
                revision = changes.Revision;
                var changed = server.List.WaitForChangeAsync(revision, cancellationToken);
                do
                {
                    // Changes that are close together are shown together. Console has no way to wait for a key that can be canceled.
                    await Task.Delay(BatchTime, time, cancellationToken);
                    if (isInteractive && sending.IsCompleted)
                    {
                        await sending;
                        sending = IsSendKeyPressed() ? server.Forwarder.SendWaitingAsync(cancellationToken) : Task.CompletedTask;
                    }
                }
                while (!changed.IsCompleted);
            }
        }
        finally
        {
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // So that the printed counts are final.
        }
    }

    private bool IsSendKeyPressed() => console.Input.IsKeyAvailable() && console.Input.ReadKey(intercept: true) is { Key: ConsoleKey.R };
}
