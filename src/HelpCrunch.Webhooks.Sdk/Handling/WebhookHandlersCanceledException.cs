namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Thrown by <see cref="WebhookDispatcher"/> when its token was canceled while handlers ran, and no handler failed for another reason.</summary>
public sealed class WebhookHandlersCanceledException : OperationCanceledException
{
    internal WebhookHandlersCanceledException(string message, Exception innerException, IReadOnlyCollection<string> completedHandlers, CancellationToken token)
        : base(message, innerException, token) => CompletedHandlers = completedHandlers;

    /// <summary>The full names of the handler classes that succeeded, as in <see cref="WebhookHandlersFailedException.CompletedHandlers"/>.</summary>
    public IReadOnlyCollection<string> CompletedHandlers { get; }
}
