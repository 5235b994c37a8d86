namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>Options for <see cref="WebhookSimulator"/>. A simulator copies them when it is created: later changes do not affect it.</summary>
public sealed class WebhookSimulatorOptions
{
    /// <summary>.NET Framework cannot wait longer than about 24.8 days.</summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(24);

    private double _faultRate = 1;
    private int _maxAttempts = 5;
    private int _maxConcurrency = 1;
    private TimeSpan _retryDelay;
    private TimeSpan _slowBodyDuration = TimeSpan.FromMilliseconds(100);
#if NET8_0_OR_GREATER
    private TimeProvider _timeProvider = TimeProvider.System;
#endif

    /// <summary>The seed of the random choices. Equal seeds, events, and options result in equal requests. The default is 0.</summary>
    public int Seed { get; set; }

    /// <summary>The faults. The default is <see cref="WebhookFaults.None"/>.</summary>
    public WebhookFaults Faults { get; set; }

    /// <summary>The probability of each fault for each event, from 0 to 1. The default is 1: every event has every fault.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 0 to 1.</exception>
    public double FaultRate
    {
        get => _faultRate;
        set => _faultRate = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), "FaultRate must be from 0 to 1.");
    }

    /// <summary>How often a delivery is sent until it is accepted. The default is 5. HelpCrunch does not document its number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxAttempts
    {
        get => _maxAttempts;
        set => _maxAttempts = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), "MaxAttempts must be at least 1.");
    }

    /// <summary>
    /// How many events are sent at the same time. The default is 1. Duplicates and bursts that belong to an event are sent at the same time
    /// in addition.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxConcurrency
    {
        get => _maxConcurrency;
        set => _maxConcurrency = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), "MaxConcurrency must be at least 1.");
    }

    /// <summary>The time between two attempts of a delivery. The default is zero: a delivery is retried immediately.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or greater than 24 days.</exception>
    public TimeSpan RetryDelay
    {
        get => _retryDelay;
        set => _retryDelay = value >= TimeSpan.Zero && value <= MaxDelay ? value : throw new ArgumentOutOfRangeException(nameof(value), "RetryDelay must be from 0 to 24 days.");
    }

    /// <summary>The time that a body with <see cref="WebhookFaults.SlowBody"/> takes. The default is 100 milliseconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or greater than 24 days.</exception>
    public TimeSpan SlowBodyDuration
    {
        get => _slowBodyDuration;
        set => _slowBodyDuration = value >= TimeSpan.Zero && value <= MaxDelay ? value : throw new ArgumentOutOfRangeException(nameof(value), "SlowBodyDuration must be from 0 to 24 days.");
    }

    /// <summary>How bodies are written. By default, strings are escaped as PHP does.</summary>
    public WebhookBodyOptions BodyOptions { get; private set; } = new() { EscapeLikePhp = true };

    /// <summary>
    /// Returns how often the app handled the event with an id, such as <see cref="WebhookHandlerCounter.GetCountAsync"/> or a query of the
    /// table that a handler writes. The simulator calls it once for each delivery, after the last response. If the app handles events after
    /// it responds, the function waits for them. Null, which is the default, if handling is not checked.
    /// </summary>
    public Func<string, CancellationToken, ValueTask<int>>? HandledCount { get; set; }

    /// <summary>
    /// The event types that the app handles. If <see cref="HandledCount"/> is set, an event of one of these types that was accepted and not
    /// handled is a problem. Null, which is the default, for the types of the events that you send, except <see cref="UnknownEvent"/>.
    /// </summary>
    public IReadOnlyCollection<string>? HandledEventTypes { get; set; }

#if NET8_0_OR_GREATER
    /// <summary>
    /// The clock of <see cref="RetryDelay"/>, <see cref="SlowBodyDuration"/>, and <see cref="WebhookSimulatedResponse.Elapsed"/>. The default
    /// is <see cref="TimeProvider.System"/>. The asset for netstandard2.0 does not have this property and uses the clock of the system.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public TimeProvider TimeProvider
    {
        get => _timeProvider;
        set => _timeProvider = value ?? throw new ArgumentNullException(nameof(value));
    }
#endif

    internal WebhookSimulatorOptions Clone()
    {
        var clone = (WebhookSimulatorOptions)MemberwiseClone();
        clone.BodyOptions = BodyOptions.Clone();
        clone.HandledEventTypes = HandledEventTypes is null ? null : [.. HandledEventTypes];
        return clone;
    }
}
