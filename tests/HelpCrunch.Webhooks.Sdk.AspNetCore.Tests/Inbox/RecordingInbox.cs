namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>An inbox that records the messages, and can fail or freeze.</summary>
internal sealed class RecordingInbox : IWebhookInbox
{
    public List<WebhookInboxMessage> Messages { get; } = [];

    public WebhookInboxReceipt Receipt { get; set; } = WebhookInboxReceipt.Stored;

    public Exception? Exception { get; set; }

    public TaskCompletionSource? Freeze { get; set; }

    public TaskCompletionSource Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsDisposed => Disposed.Task.IsCompleted;

    public CancellationToken Token { get; private set; }

    public async ValueTask<WebhookInboxReceipt> StoreAsync(WebhookInboxMessage message, CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        if (Freeze is not null)
        {
            cancellationToken.Register(Freeze.Task.Wait); // A client that connects to the frozen server to cancel blocks the thread.
        }

        Called.TrySetResult();
        if (Freeze is not null)
        {
            await Freeze.Task;
        }

        if (Exception is not null)
        {
            throw Exception;
        }

        Messages.Add(message);
        return Receipt;
    }

    /// <summary>The inbox as a service of a scope.</summary>
    internal sealed class Scoped(RecordingInbox inbox) : IWebhookInbox, IDisposable
    {
        public ValueTask<WebhookInboxReceipt> StoreAsync(WebhookInboxMessage message, CancellationToken cancellationToken) =>
            inbox.StoreAsync(message, cancellationToken);

        public void Dispose() => inbox.Disposed.TrySetResult();
    }
}
