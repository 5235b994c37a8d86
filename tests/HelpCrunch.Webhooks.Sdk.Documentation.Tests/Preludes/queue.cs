// A queue that holds a webhook, what is no webhook, one that nobody handles, and another webhook. The block's host runs until they
// are taken out.
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using HelpCrunch.Webhooks.Sdk;

Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "None");
var queue = new YourQueue(
    File.ReadAllBytes("docs/payloads/chat.snoozed.json"),
    Encoding.UTF8.GetBytes("[]"),
    File.ReadAllBytes("docs/payloads/message.chat.customer.json"),
    File.ReadAllBytes("docs/payloads/chat.snoozed.json"));
using var subscription = DiagnosticListener.AllListeners.Subscribe(new HostWatcher(queue));
// The block.
Environment.SetEnvironmentVariable("Logging__LogLevel__Default", null);
if (!queue.Ended.SequenceEqual(["completed", "dead", "completed", "completed"]))
{
    throw new InvalidOperationException(string.Join(", ", queue.Ended));
}

sealed class YourQueue(params byte[][] bodies)
{
    public List<string> Ended { get; } = [];

    public Action Empty { get; set; } = () => { };

    public async IAsyncEnumerable<YourMessage> ReceiveAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var body in bodies)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new YourMessage(this, body);
        }

        Empty();
    }
}

sealed class YourMessage(YourQueue queue, byte[] body)
{
    public byte[] Body => body;

    public Task CompleteAsync() => EndAsync("completed");

    public Task ReturnAsync() => EndAsync("returned");

    public Task DeadLetterAsync(string reason) => EndAsync(reason.Length > 0 ? "dead" : "dead without a reason");

    private Task EndAsync(string end)
    {
        queue.Ended.Add(end);
        return Task.CompletedTask;
    }
}

sealed class HostWatcher(YourQueue queue) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public void OnNext(DiagnosticListener listener)
    {
        if (listener.Name == "Microsoft.Extensions.Hosting")
        {
            listener.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> message)
    {
        if (message is { Key: "HostBuilt", Value: IHost host })
        {
            queue.Empty = host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
