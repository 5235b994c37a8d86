namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>What the handlers of an event did.</summary>
public sealed class WebhookHandlingResult
{
    internal WebhookHandlingResult(IReadOnlyList<string> handlers, IReadOnlyList<WebhookHandlerFailure> failures)
    {
        Handlers = handlers;
        Failures = failures;
    }

    /// <summary>The names of the handlers of the event, in the order in which they ran. Handlers that failed are included, and handlers that <see cref="WebhookDeliveryContext.CompletedHandlers"/> skips.</summary>
    public IReadOnlyList<string> Handlers { get; }

    /// <summary>The handlers that failed, and their exceptions. Empty if all succeeded.</summary>
    public IReadOnlyList<WebhookHandlerFailure> Failures { get; }

    /// <summary>Returns the names of the handlers, and the failures.</summary>
    public override string ToString() =>
        $"Handlers: {List(Handlers)}. Failures: {List(Failures.Select(static failure => failure.ToString()))}.";

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } text ? text : "none";
}
