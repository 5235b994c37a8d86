namespace HelpCrunch.Webhooks.Sdk.Wolverine;

/// <summary>How Wolverine handles stored deliveries.</summary>
public sealed class HelpCrunchWolverineOptions
{
    /// <summary>The name of the durable local queue.</summary>
    /// <value><c>helpcrunch-webhooks</c> by default.</value>
    public string QueueName { get; set; } = "helpcrunch-webhooks";

    /// <summary>
    /// Whether deliveries go to the durable local queue, which the process that received them handles. Set it to false if you route
    /// <see cref="WebhookInboxMessage"/> yourself, for example to a queue of RabbitMQ. Call <c>UseDurableOutbox</c> on the route, and
    /// <c>UseDurableInbox</c> on the listener: a buffered listener acknowledges a delivery before it is handled, and loses it if the process
    /// is killed.
    /// </summary>
    /// <value>True by default.</value>
    public bool UseLocalQueue { get; set; } = true;

    /// <summary>How many deliveries a process handles at once. With <see cref="OrderByGroup"/>, the number of chats and customers.</summary>
    /// <value>16 by default; at least 1.</value>
    public int MaximumParallelMessages { get; set; } = 16;

    /// <summary>
    /// Whether a process handles the deliveries of a chat or a customer one after the other, in the order in which it received them. A
    /// delivery that fails holds back the later ones of its chat, and of the chats that share its queue, until it succeeds or is a dead
    /// letter. Processes do not wait for each other.
    /// </summary>
    /// <value>False by default.</value>
    public bool OrderByGroup { get; set; }

    /// <summary>
    /// The times to wait before a failed delivery is handled again. After the last one, it becomes a dead letter. A delivery that cannot be
    /// parsed becomes a dead letter at once.
    /// </summary>
    /// <value>
    /// 1 second, 5 seconds, 30 seconds, and 2 minutes by default: five attempts. At most 25 times, each at most one day. If the list is empty,
    /// there is one attempt.
    /// </value>
    public IList<TimeSpan> RetryDelays { get; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2)];

    /// <summary>How long the handlers of a delivery may take. After this time, their <see cref="CancellationToken"/> is canceled.</summary>
    /// <value>5 minutes by default; at most one day.</value>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long Wolverine remembers that a delivery was handled. Within this time, a redelivery is discarded.</summary>
    /// <value>Three days by default; at most 365 days. Fractions of a second are rounded up.</value>
    public TimeSpan DeduplicationWindow { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// How long a process may be silent before the others take over its deliveries. It is a setting of the whole Wolverine app. A process
    /// that is paused for longer, such as by a debugger, loses its deliveries to the others, and they may be handled twice. A running process
    /// also loses them if the clock of another process is fast by more than this time minus the interval of the health checks.
    /// </summary>
    /// <value>
    /// Null by default: 15 seconds, if the app has not changed Wolverine's default of one minute. The deliveries of a killed process are then
    /// handled after about 30 seconds. To use one minute, set this option: Wolverine's default is replaced.
    /// </value>
    public TimeSpan? StaleNodeTimeout { get; set; }

    /// <summary>The type of the <c>DbContext</c> that has the transaction of a delivery. Null when handlers save in their own transactions.</summary>
    internal Type? DbContextType { get; private set; }

    internal Type HandlerType { get; private set; } = typeof(HelpCrunchWebhookHandler);

    /// <summary>
    /// Commits what the handlers save with a <c>DbContext</c> in one transaction with the mark that the delivery is handled: both are stored,
    /// or neither. The handlers get the <c>DbContext</c> by dependency injection. It must use the database of Wolverine's message storage.
    /// Call <c>UseEntityFrameworkCoreTransactions</c> of WolverineFx.EntityFrameworkCore, too.
    /// </summary>
    /// <typeparam name="TDbContext">The type of the <c>DbContext</c>.</typeparam>
    public void UseDbContext<TDbContext>()
        where TDbContext : class
    {
        DbContextType = typeof(TDbContext);
        HandlerType = typeof(HelpCrunchWebhookHandler<TDbContext>);
    }
}
