// Uses host-test.
// A queue that holds a webhook, a message that is not a webhook, a webhook without a handler, and another webhook. The block's host runs
// until the queue is empty.
using System.Runtime.CompilerServices;

var queue = new YourQueue(
    File.ReadAllBytes("docs/payloads/chat.snoozed.json"),
    "[]"u8.ToArray(),
    File.ReadAllBytes("docs/payloads/message.chat.customer.json"),
    File.ReadAllBytes("docs/payloads/chat.snoozed.json"));
using var test = new QueueTest(queue);
// The block.
test.Check();

sealed class QueueTest(YourQueue queue) : HostTest(new Dictionary<string, string> { ["Logging__Console__LogLevel__Default"] = "None" })
{
    protected override async Task<string?> TestAsync(IServiceProvider services)
    {
        await queue.Empty;
        return queue.Ended.SequenceEqual(["completed", "dead", "completed", "completed"]) ? null : string.Join(", ", queue.Ended);
    }
}

sealed class YourQueue(params byte[][] bodies)
{
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<string> Ended { get; } = [];

    public Task Empty => _empty.Task;

    public async IAsyncEnumerable<YourMessage> ReceiveAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var body in bodies)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new YourMessage(this, body);
        }

        _empty.SetResult();
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
