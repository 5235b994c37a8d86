using Spectre.Console;

namespace HelpCrunch.Webhooks.Tool.Sending;

/// <summary>Shows a progress bar in a terminal, and nothing in a pipe.</summary>
internal static class SendProgress
{
    public static async Task<T> RunAsync<T>(IAnsiConsole console, int count, Func<Action, Task<T>> send)
    {
        if (count < 2 || !console.Profile.Capabilities.Interactive || !console.Profile.Capabilities.Ansi)
        {
            return await send(static () => { });
        }

        return await console.Progress().AutoClear(true).Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async context =>
        {
            var done = 0;
            var bar = context.AddTask("sending", maxValue: count);
            var sending = send(() => Interlocked.Increment(ref done));
            while (!sending.IsCompleted)
            {
                // The bar is not thread-safe and slower than a request, so it is not changed for each response.
                await Task.WhenAny(sending, Task.Delay(100));
                bar.Value = done;
            }

            return await sending;
        });
    }
}
