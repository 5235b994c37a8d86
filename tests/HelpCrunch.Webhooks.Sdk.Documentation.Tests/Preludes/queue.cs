// A queue that holds a webhook, what is no webhook, and another webhook.
using System.Text;
using HelpCrunch.Webhooks.Sdk;
using Microsoft.Extensions.DependencyInjection;

var handled = new List<string>();
var services = new ServiceCollection();
services.AddHelpCrunchWebhooks(_ => { }).AddHandler<WebhookEvent>((webhookEvent, _) =>
{
    handled.Add(webhookEvent.EventType);
    return Task.CompletedTask;
});
using var provider = services.BuildServiceProvider();
var dispatcher = provider.GetRequiredService<WebhookDispatcher>();
var queue = new StandInQueue(
    File.ReadAllBytes("docs/payloads/message.chat.customer.json"),
    Encoding.UTF8.GetBytes("[]"),
    File.ReadAllBytes("docs/payloads/chat.snoozed.json"));
// The block.
if (!handled.SequenceEqual(["message.chat.customer", "chat.snoozed"]) || !queue.Ended.SequenceEqual(["completed", "dead", "completed"]))
{
    throw new InvalidOperationException($"Handled {string.Join(", ", handled)}; {string.Join(", ", queue.Ended)}.");
}

sealed class StandInQueue(params byte[][] bodies)
{
    private int _next;

    public List<string> Ended { get; } = [];

    public Task<StandInMessage?> ReceiveAsync() => Task.FromResult(_next < bodies.Length ? new StandInMessage(this, bodies[_next++]) : null);
}

sealed class StandInMessage(StandInQueue queue, byte[] body)
{
    public byte[] Body => body;

    public Task CompleteAsync()
    {
        queue.Ended.Add("completed");
        return Task.CompletedTask;
    }

    public Task DeadLetterAsync(string reason)
    {
        queue.Ended.Add(reason.Length > 0 ? "dead" : "dead without a reason");
        return Task.CompletedTask;
    }
}
