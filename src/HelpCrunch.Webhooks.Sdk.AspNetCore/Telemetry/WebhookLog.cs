using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The log messages, except those of rejections. The event ids are stable, because alerts may depend on them.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(1, LogLevel.Information, "{Webhooks}: {Handled} of {Documented} events have a handler ({WithHandler}); without one: {WithoutHandler}. Handlers of other events: {OtherHandlers}. Signing keys: {KeyNames}.")]
    public static partial void Starting(this ILogger logger, string webhooks, int handled, int documented, string withHandler, string withoutHandler, string otherHandlers, string keyNames);

    [LoggerMessage(2, LogLevel.Warning, "{Webhooks} accept unsigned requests because AllowUnsignedRequests is set. Anyone who knows the address can send events.")]
    public static partial void UnsignedAllowed(this ILogger logger, string webhooks);

    [LoggerMessage(3, LogLevel.Information, "The options of {Webhooks} changed. Signing keys: {KeyNames}.")]
    public static partial void OptionsChanged(this ILogger logger, string webhooks, string keyNames);

    [LoggerMessage(4, LogLevel.Error, "The options of {Webhooks} changed and are not valid. Requests are rejected with 503 until the options are corrected. {Problems}")]
    public static partial void OptionsInvalid(this ILogger logger, string webhooks, string problems);

    [LoggerMessage(5, LogLevel.Information, "{Webhooks} have no handlers. {Remedy} Signing keys: {KeyNames}.")]
    public static partial void NoHandlers(this ILogger logger, string webhooks, string remedy, string keyNames);

    [LoggerMessage(6, LogLevel.Warning, "The options of {Webhooks} may be wrong. {Warning}")]
    public static partial void OptionsSuspicious(this ILogger logger, string webhooks, string warning);

    [LoggerMessage(7, LogLevel.Warning, "{Webhooks}: the handler {Handler} never runs because no event is read as {EventClrType}. {Remedy}")]
    public static partial void HandlerNeverRuns(this ILogger logger, string webhooks, string handler, string eventClrType, string remedy);

    [LoggerMessage(8, LogLevel.Warning, "{Webhooks} have handlers, but their endpoint is not mapped. Call app.MapHelpCrunchWebhooks({Arguments}).")]
    public static partial void NotMapped(this ILogger logger, string webhooks, string arguments);

    [LoggerMessage(9, LogLevel.Warning, "The endpoint '{Endpoint}' binds {ParameterType} from the request without verifying the signature, so anyone can send events to it. Use a VerifiedWebhook parameter instead, and call RequireHelpCrunchSignature() where the endpoint is mapped, or put [RequireHelpCrunchSignature] on the controller action.")]
    public static partial void UnverifiedEvent(this ILogger logger, string? endpoint, string parameterType);

    [LoggerMessage(10, LogLevel.Debug, "{EventType} {Id}: {Outcome}.")]
    public static partial void Processed(this ILogger logger, string eventType, string id, string outcome);

    [LoggerMessage(11, LogLevel.Information, "{EventType} {Id}: the event type is unknown to this version of the SDK.")]
    public static partial void UnknownEvent(this ILogger logger, string eventType, string id);

    [LoggerMessage(12, LogLevel.Error, "{EventType} {Id}: the handler {Handler} failed. The response is 500, and the delivery may be sent again.")]
    public static partial void HandlerFailed(this ILogger logger, Exception exception, string eventType, string id, string handler);

    [LoggerMessage(13, LogLevel.Error, "{EventType} {Id}: the handlers were canceled after HandlerTimeout ({HandlerTimeout}). The response is 500, and the delivery may be sent again.")]
    public static partial void HandlersTimedOut(this ILogger logger, Exception exception, string eventType, string id, TimeSpan handlerTimeout);

    [LoggerMessage(14, LogLevel.Error, "{EventType} {Id}: the delivery store failed to claim the delivery, so no handler ran. The response is 503, and the delivery may be sent again.")]
    public static partial void ClaimFailed(this ILogger logger, Exception exception, string eventType, string id);

    [LoggerMessage(15, LogLevel.Error, "{EventType} {Id}: the delivery store failed to save the result of the handlers. A redelivery is handled again after the claim has expired.")]
    public static partial void StoreFailed(this ILogger logger, Exception exception, string eventType, string id);

    [LoggerMessage(16, LogLevel.Warning, "{EventType} {Id}: a handler ignored its CancellationToken and finished after HandlerTimeout ({HandlerTimeout}). A redelivery may have been handled concurrently. Pass the token on, or increase HandlerTimeout.")]
    public static partial void HandlerIgnoredTimeout(this ILogger logger, string eventType, string id, TimeSpan handlerTimeout);

    [LoggerMessage(17, LogLevel.Warning, "{EventType} {Id}: the handlers were canceled because the app is shutting down. The response is 500, and the delivery may be sent again.")]
    public static partial void HandlersShutDown(this ILogger logger, Exception exception, string eventType, string id);

    [LoggerMessage(18, LogLevel.Warning, "{Webhooks}: the handler {Handler} does not receive {EventTypes}, because AddEvent replaced the SDK's model. Add a handler for the CustomEvent<TData> that replaces it.")]
    public static partial void HandlerMissesEvents(this ILogger logger, string webhooks, string handler, string eventTypes);

    [LoggerMessage(19, LogLevel.Warning, "The app's FallbackPolicy applies to the endpoint '{Endpoint}'. HelpCrunch cannot sign in, so its webhooks may be rejected before their signature is verified. Call AllowAnonymous() where the endpoint is mapped, or put [AllowAnonymous] on the controller action: the signature authenticates the request.")]
    public static partial void FallbackPolicyApplies(this ILogger logger, string? endpoint);

    [LoggerMessage(30, LogLevel.Error, "The options of {Webhooks} changed, and some are not valid. The previous values of {Options} stay in effect until the options are corrected. After a restart, the app would not start. {Problems}")]
    public static partial void PreviousOptionsUsed(this ILogger logger, string webhooks, string options, string problems);

    [LoggerMessage(35, LogLevel.Information, "{Webhooks} are received at {Paths}. Requests to other paths do not reach the SDK.")]
    public static partial void Mapped(this ILogger logger, string webhooks, string paths);

    [LoggerMessage(36, LogLevel.Warning, "The app's global rate limiter applies to the endpoint '{Endpoint}'. HelpCrunch can send many webhooks at once, all from a few addresses, so some may be rejected before their signature is verified. Call DisableRateLimiting() where the endpoint is mapped, or put [DisableRateLimiting] on the controller action.")]
    public static partial void GlobalLimiterApplies(this ILogger logger, string? endpoint);

    [LoggerMessage(37, LogLevel.Warning, "The action '{Endpoint}' requires an antiforgery token. HelpCrunch does not send one, so its webhooks are rejected before their signature is verified. Put [IgnoreAntiforgeryToken] on the action: the signature authenticates the request.")]
    public static partial void AntiforgeryTokenRequired(this ILogger logger, string? endpoint);

    [LoggerMessage(40, LogLevel.Error, "{EventType} {Id}: the handlers failed, and TryPark parked the delivery. The response is 200, and the delivery is not handled again. Failures in this process: {FailureCount}.")]
    public static partial void Parked(this ILogger logger, Exception exception, string eventType, string id, int failureCount);

    [LoggerMessage(41, LogLevel.Error, "{EventType} {Id}: TryPark threw an exception, so the delivery was not parked. The response is 500, and the delivery may be sent again.")]
    public static partial void ParkingFailed(this ILogger logger, Exception exception, string eventType, string id);

    [LoggerMessage(50, LogLevel.Error, "{EventType} {Id}: the inbox failed to store the delivery. The response is 503, and the delivery may be sent again.")]
    public static partial void InboxFailed(this ILogger logger, Exception? exception, string eventType, string id);

    [LoggerMessage(51, LogLevel.Warning, "A verified delivery to {Webhooks} cannot be parsed. It is stored in the inbox, so that it can be handled after an update of the SDK. The error is at {Path} (line {LineNumber}, byte {BytePositionInLine}). {Error}")]
    public static partial void UnreadableDelivery(this ILogger logger, string webhooks, string path, long lineNumber, long bytePositionInLine, WebhookParseError error);

    [LoggerMessage(52, LogLevel.Warning, "{Webhooks} store deliveries in an inbox, so these options do not apply: {Options}. Remove them, and set the options of the engine that processes the inbox.")]
    public static partial void OptionsDoNotApplyToInbox(this ILogger logger, string webhooks, string options);

    [LoggerMessage(53, LogLevel.Error, "{EventType} {Id}: a delivery from the inbox cannot be parsed, so no handler ran. Update the SDK, and then replay the delivery. {Error}")]
    public static partial void UnreadableMessage(this ILogger logger, string eventType, string id, WebhookParseError error);

    [LoggerMessage(54, LogLevel.Error, "{EventType} {Id}: the handler {Handler} failed for a delivery from the inbox. The engine of the inbox decides whether it is handled again.")]
    public static partial void InboxHandlerFailed(this ILogger logger, Exception exception, string eventType, string id, string handler);

    [LoggerMessage(55, LogLevel.Warning, "{EventType} {Id}: the handlers were canceled for a delivery from the inbox, because their timeout expired or the app is shutting down. The engine of the inbox decides whether it is handled again.")]
    public static partial void InboxHandlersCanceled(this ILogger logger, Exception exception, string eventType, string id);

    [LoggerMessage(56, LogLevel.Error, "{EventType} {Id}: a delivery from the inbox was not handled. The engine of the inbox decides whether it is handled again.")]
    public static partial void InboxMessageFailed(this ILogger logger, Exception exception, string eventType, string id);
}
