namespace HelpCrunch.Webhooks.Sdk.Wolverine;

/// <summary>Cancels the handlers of a delivery after <see cref="HelpCrunchWolverineOptions.HandlerTimeout"/>.</summary>
internal static class HandlerTimeLimit
{
    /// <summary>
    /// The timeout of Wolverine, in seconds, which must not expire. It also cancels the token with which Wolverine releases the claim of a
    /// failed delivery. The claim would remain, and a redelivery would be discarded. A handler that ignores its token runs for longer than
    /// <see cref="HelpCrunchWolverineOptions.HandlerTimeout"/>, so this timeout is much longer.
    /// </summary>
    public const int WolverineTimeoutInSeconds = 30 * 24 * 60 * 60;

    public static async Task RunAsync(
        Func<CancellationToken, ValueTask<WebhookDispatchResult>> handlers,
        HelpCrunchWolverineOptions options,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.HandlerTimeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        _ = await handlers(either.Token).ConfigureAwait(false);
    }
}
