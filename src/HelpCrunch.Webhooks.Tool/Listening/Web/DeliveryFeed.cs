using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace HelpCrunch.Webhooks.Tool.Listening.Web;

/// <summary>Sends the changes of the list to the page, as server-sent events. Changes that are close together are one event.</summary>
internal sealed class DeliveryFeed(
    ListenOptions options, DeliveryList list, DeliveryInspector inspector, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);

    public async Task WriteAsync(HttpContext context)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        try
        {
            for (var revision = -1L; ;)
            {
                var changes = list.GetChanges(revision);
                await WriteAsync(context.Response, changes, isFirst: revision < 0, stopped.Token);
                revision = changes.Revision;
                await Task.Delay(BatchTime, time, stopped.Token);
                await WaitAsync(revision, stopped.Token);
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // The page was closed, or the tool stops.
        }
    }

    // While nothing comes, the minutes pass and the oldest deliveries leave.
    private async Task WaitAsync(long revision, CancellationToken cancellationToken)
    {
        try
        {
            await list.WaitForChangeAsync(revision, cancellationToken).WaitAsync(IdleTime, time, cancellationToken);
        }
        catch (TimeoutException)
        {
        }
    }

    private async Task WriteAsync(HttpResponse response, ListChanges changes, bool isFirst, CancellationToken cancellationToken)
    {
        var message = new FeedMessage(
            isFirst,
            inspector.HasKey,
            options.ForwardTo?.AbsoluteUri,
            options.SaveTo,
            changes.SaveError,
            time.GetUtcNow(),
            changes.FirstNumber,
            changes.Counts,
            changes.Minutes,
            changes.Deliveries.Select(DeliverySummary.From));
        await response.Body.WriteAsync("data: "u8.ToArray(), cancellationToken);
        await JsonSerializer.SerializeAsync(response.Body, message, WebJson.Options, cancellationToken);
        await response.Body.WriteAsync("\n\n"u8.ToArray(), cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
