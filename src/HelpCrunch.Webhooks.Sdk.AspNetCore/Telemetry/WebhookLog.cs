using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>The logs. Their ids are stable: alerts may be built on them.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(1, LogLevel.Information, "{Webhooks}: {Handled} of {Documented} events have a handler ({WithHandler}); without one: {WithoutHandler}. Handlers of other events: {OtherHandlers}. Signing keys: {KeyNames}.")]
    public static partial void Starting(this ILogger logger, string webhooks, int handled, int documented, string withHandler, string withoutHandler, string otherHandlers, string keyNames);

    [LoggerMessage(2, LogLevel.Warning, "{Webhooks} take requests that nobody signed, because AllowUnsignedRequests is set: anybody who finds the address can send events.")]
    public static partial void UnsignedAllowed(this ILogger logger, string webhooks);

    [LoggerMessage(3, LogLevel.Information, "The options of {Webhooks} changed. Signing keys now: {KeyNames}.")]
    public static partial void OptionsTaken(this ILogger logger, string webhooks, string keyNames);

    [LoggerMessage(4, LogLevel.Error, "{Webhooks} are closed and answer 503, because the changed options are not valid. {Problems}")]
    public static partial void EndpointClosed(this ILogger logger, string webhooks, string problems);

    [LoggerMessage(5, LogLevel.Information, "{Webhooks} have no handlers: only an endpoint of your own, with RequireHelpCrunchSignature, would see their events. Signing keys: {KeyNames}.")]
    public static partial void NoHandlers(this ILogger logger, string webhooks, string keyNames);

    [LoggerMessage(6, LogLevel.Warning, "The options of {Webhooks} look wrong. {Warning}")]
    public static partial void OptionsLookWrong(this ILogger logger, string webhooks, string warning);

    [LoggerMessage(7, LogLevel.Warning, "{Webhooks}: the handler {Handler} never runs, because no event is read as {EventClrType}. {Remedy}")]
    public static partial void HandlerNeverRuns(this ILogger logger, string webhooks, string handler, string eventClrType, string remedy);

    [LoggerMessage(8, LogLevel.Warning, "{Webhooks} have handlers, but no endpoint. Call app.MapHelpCrunchWebhooks({Arguments}).")]
    public static partial void NotMapped(this ILogger logger, string webhooks, string arguments);

    [LoggerMessage(10, LogLevel.Debug, "{EventType} {Id}: {Outcome}.")]
    public static partial void Ended(this ILogger logger, string eventType, string id, string outcome);

    [LoggerMessage(11, LogLevel.Information, "{EventType} {Id} is an event that this version of the SDK does not know.")]
    public static partial void UnknownEvent(this ILogger logger, string eventType, string id);

    [LoggerMessage(12, LogLevel.Error, "{EventType} {Id}: the handler {Handler} failed. The delivery is answered with 500 and may come again.")]
    public static partial void HandlerFailed(this ILogger logger, Exception exception, string eventType, string id, string handler);

    [LoggerMessage(13, LogLevel.Error, "{EventType} {Id}: the handlers were asked to stop after HandlerTimeout ({HandlerTimeout}). The delivery is answered with 500 and may come again.")]
    public static partial void HandlersStopped(this ILogger logger, Exception exception, string eventType, string id, TimeSpan handlerTimeout);

    [LoggerMessage(14, LogLevel.Error, "{EventType} {Id}: the delivery store could not be asked, so nothing was handled. The delivery is answered with 503 and may come again.")]
    public static partial void ClaimFailed(this ILogger logger, Exception exception, string eventType, string id);

    [LoggerMessage(15, LogLevel.Error, "{EventType} {Id}: the delivery store could not be told how it ended. A repetition is handled again once the claim has lapsed.")]
    public static partial void StoreFailed(this ILogger logger, Exception exception, string eventType, string id);

    [LoggerMessage(16, LogLevel.Warning, "{EventType} {Id}: the handlers ended after HandlerTimeout ({HandlerTimeout}) only, because one did not heed its CancellationToken. A repetition that came meanwhile may have run beside them. Pass the token on, or raise HandlerTimeout.")]
    public static partial void HandlersOutlasted(this ILogger logger, string eventType, string id, TimeSpan handlerTimeout);

    [LoggerMessage(17, LogLevel.Warning, "{EventType} {Id}: the handlers were asked to stop because the app stops. The delivery is answered with 500 and may come again.")]
    public static partial void HandlersShutDown(this ILogger logger, Exception exception, string eventType, string id);

    [LoggerMessage(20, LogLevel.Warning, "A request to {Webhooks} was refused with {StatusCode}: {Reason}. {Advice}")]
    public static partial void Refused(this ILogger logger, string webhooks, int statusCode, string reason, string advice);

    [LoggerMessage(21, LogLevel.Warning, "A signed request to {Webhooks} was refused with 400, at {Path} (line {Line}, byte {Byte}). {Advice}")]
    public static partial void InvalidPayload(this ILogger logger, string webhooks, string path, long line, long @byte, string advice);

    [LoggerMessage(22, LogLevel.Debug, "A client of {Webhooks} went away before its whole body had come through. Nothing was handled.")]
    public static partial void ClientDisconnected(this ILogger logger, string webhooks);

    [LoggerMessage(23, LogLevel.Information, "A request to {Webhooks} was refused with {StatusCode}: {Reason}. {Advice}")]
    public static partial void RefusedUnsigned(this ILogger logger, string webhooks, int statusCode, string reason, string advice);
}
