using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Looks at every endpoint's options before the server listens, and says what the app will and will not handle. Once everything is
/// mapped, it looks for what could never work.
/// </summary>
/// <param name="endpoints">The endpoints.</param>
/// <param name="dispatcher">The handlers.</param>
/// <param name="telemetry">The logs.</param>
/// <param name="mapped">What the app maps; null when it has no routing.</param>
internal sealed class WebhookStartupService(WebhookEndpointRegistry endpoints, WebhookDispatcher dispatcher, WebhookTelemetry telemetry, EndpointDataSource? mapped)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var handlers = dispatcher.GetHandlers().ToLookup(handler => handler.EndpointName, StringComparer.Ordinal);
        foreach (var name in endpoints.Names)
        {
            var settings = endpoints.Get(name).Options.Start();
            var webhooks = WebhookTags.LogEndpoint(name);
            if (settings.AllowUnsignedRequests)
            {
                telemetry.Logger.UnsignedAllowed(webhooks);
            }

            SayWhatIsHandled(name, webhooks, [.. handlers[name]], settings);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The server maps while it starts, so that this is the first moment at which all is there.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var mappedNames = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in mapped?.Endpoints ?? [])
        {
            if (endpoint.Metadata.GetMetadata<WebhookEndpointName>() is { } name)
            {
                _ = endpoints.Get(name.Value); // One that was never added is an error now, and not when the first delivery comes.
                mappedNames.Add(name.Value);
            }
            else if (endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Any(parameter => parameter.ParameterType == typeof(VerifiedWebhook)) is true)
            {
                throw VerifiedRequest.NothingVerifies(endpoint);
            }
        }

        foreach (var name in dispatcher.GetHandlers().Select(handler => handler.EndpointName).Distinct(StringComparer.Ordinal))
        {
            if (endpoints.Names.Contains(name, StringComparer.Ordinal) && !mappedNames.Contains(name))
            {
                telemetry.Logger.NotMapped(WebhookTags.LogEndpoint(name), name.Length == 0 ? "path" : $"path, \"{name}\"");
            }
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void SayWhatIsHandled(string name, string webhooks, IReadOnlyList<WebhookHandlerDescriptor> handlers, ResolvedEndpointOptions settings)
    {
        if (handlers.Count == 0)
        {
            telemetry.Logger.NoHandlers(webhooks, settings.KeyNames);
            return;
        }

        var handled = dispatcher.GetHandledEventTypes(name);
        telemetry.Logger.Starting(
            webhooks,
            handled.Count,
            WebhookEventTypes.All.Count,
            List(handled),
            List(WebhookEventTypes.All.Except(handled, StringComparer.Ordinal)),
            List(handlers.Where(IsOfOtherEvents).Select(handler => TypeNames.Format(handler.EventClrType)).Distinct(StringComparer.Ordinal)),
            settings.KeyNames);
        foreach (var handler in handlers.Where(handler => !handler.IsReachable))
        {
            telemetry.Logger.HandlerNeverRuns(webhooks, handler.HandlerName, TypeNames.Format(handler.EventClrType), Remedy(handler.EventClrType));
        }
    }

    /// <summary>Of events that are not among the documented ones, or not as the SDK models them.</summary>
    private static bool IsOfOtherEvents(WebhookHandlerDescriptor handler) =>
        handler.IsReachable && (handler.EventClrType == typeof(UnknownEvent) || IsCustom(handler.EventClrType));

    private static bool IsCustom(Type eventClrType) => eventClrType.IsGenericType && eventClrType.GetGenericTypeDefinition() == typeof(CustomEvent<>);

    private static string Remedy(Type eventClrType) => IsCustom(eventClrType)
        ? $"Add it with AddEvent<{TypeNames.Format(eventClrType.GetGenericArguments()[0])}>(…) of the parser's options."
        : "AddEvent gave its event another model: handle the CustomEvent<…> of that.";

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
