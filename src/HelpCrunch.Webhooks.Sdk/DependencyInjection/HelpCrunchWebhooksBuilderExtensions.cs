using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds handlers. If an event has several handlers, all of them run, even if one fails.</summary>
public static class HelpCrunchWebhooksBuilderExtensions
{
    /// <summary>
    /// Adds a handler class. It is resolved for each delivery from the service scope of that delivery, so it can use scoped services. It
    /// is registered as transient unless it is already registered. Adding a class twice for the same event and endpoint adds it once.
    /// </summary>
    /// <typeparam name="TEvent">The events to handle: an event, a family, <see cref="UnknownEvent"/>, or <see cref="WebhookEvent"/> for all events.</typeparam>
    /// <typeparam name="THandler">The class.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IHelpCrunchWebhooksBuilder AddHandler<TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IHelpCrunchWebhooksBuilder builder)
        where TEvent : WebhookEvent
        where THandler : class, IWebhookEventHandler<TEvent>
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.TryAddTransient<THandler>();
        if (!builder.Services.Any(service => IsHandler(service, typeof(THandler), typeof(TEvent), builder.EndpointName)))
        {
            builder.Add<TEvent>(
                TypeNames.Format(typeof(THandler)),
                typeof(THandler),
                static (webhookEvent, scope, cancellationToken) =>
                    scope.Services.GetRequiredService<THandler>().HandleAsync((TEvent)webhookEvent, cancellationToken));
        }

        return builder;
    }

    /// <summary>Adds a handler function.</summary>
    /// <typeparam name="TEvent">The events to handle: an event, a family, <see cref="UnknownEvent"/>, or <see cref="WebhookEvent"/> for all events.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="handler">The function. It gets the event.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHelpCrunchWebhooksBuilder AddHandler<TEvent>(this IHelpCrunchWebhooksBuilder builder, Func<TEvent, Task> handler)
        where TEvent : WebhookEvent
    {
        ArgumentNullException.ThrowIfNull(handler);

        return builder.AddFunction<TEvent>((webhookEvent, _, _) => handler((TEvent)webhookEvent));
    }

    /// <summary>Adds a handler function.</summary>
    /// <typeparam name="TEvent">The events to handle: an event, a family, <see cref="UnknownEvent"/>, or <see cref="WebhookEvent"/> for all events.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="handler">The function. It gets the event and the token that signals it to stop.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHelpCrunchWebhooksBuilder AddHandler<TEvent>(this IHelpCrunchWebhooksBuilder builder, Func<TEvent, CancellationToken, Task> handler)
        where TEvent : WebhookEvent
    {
        ArgumentNullException.ThrowIfNull(handler);

        return builder.AddFunction<TEvent>((webhookEvent, _, cancellationToken) => handler((TEvent)webhookEvent, cancellationToken));
    }

    /// <summary>Adds a handler function that uses a service.</summary>
    /// <typeparam name="TEvent">The events to handle: an event, a family, <see cref="UnknownEvent"/>, or <see cref="WebhookEvent"/> for all events.</typeparam>
    /// <typeparam name="TService">
    /// The service, which is resolved from the service scope of the delivery. <see cref="WebhookDeliveryContext"/> and
    /// <see cref="IServiceProvider"/> are services as well.
    /// </typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="handler">The function. It gets the event, the service and the token that signals it to stop.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHelpCrunchWebhooksBuilder AddHandler<TEvent, TService>(
        this IHelpCrunchWebhooksBuilder builder,
        Func<TEvent, TService, CancellationToken, Task> handler)
        where TEvent : WebhookEvent
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(handler);

        return builder.AddFunction<TEvent>((webhookEvent, scope, cancellationToken) =>
            handler((TEvent)webhookEvent, scope.Services.GetRequiredService<TService>(), cancellationToken));
    }

    /// <summary>Adds a handler function that uses two services.</summary>
    /// <typeparam name="TEvent">The events to handle: an event, a family, <see cref="UnknownEvent"/>, or <see cref="WebhookEvent"/> for all events.</typeparam>
    /// <typeparam name="TService1">The first service, which is resolved from the service scope of the delivery.</typeparam>
    /// <typeparam name="TService2">The second service, which is resolved from the service scope of the delivery.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="handler">The function. It gets the event, the services and the token that signals it to stop.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHelpCrunchWebhooksBuilder AddHandler<TEvent, TService1, TService2>(
        this IHelpCrunchWebhooksBuilder builder,
        Func<TEvent, TService1, TService2, CancellationToken, Task> handler)
        where TEvent : WebhookEvent
        where TService1 : notnull
        where TService2 : notnull
    {
        ArgumentNullException.ThrowIfNull(handler);

        return builder.AddFunction<TEvent>((webhookEvent, scope, cancellationToken) => handler(
            (TEvent)webhookEvent,
            scope.Services.GetRequiredService<TService1>(),
            scope.Services.GetRequiredService<TService2>(),
            cancellationToken));
    }

    /// <summary>
    /// Returns a builder for the handlers of a named endpoint. Use it in apps that dispatch events without an ASP.NET Core endpoint, such
    /// as queue consumers. <see cref="WebhookDeliveryContext.EndpointName"/> selects the handlers.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="endpointName">The name of the endpoint. Empty for the unnamed endpoint.</param>
    /// <returns>A builder for that endpoint.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHelpCrunchWebhooksBuilder ForEndpoint(this IHelpCrunchWebhooksBuilder builder, string endpointName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(endpointName);

        return new HelpCrunchWebhooksBuilder(endpointName, builder.Services);
    }

    private static IHelpCrunchWebhooksBuilder AddFunction<TEvent>(this IHelpCrunchWebhooksBuilder builder, WebhookHandlerCall call)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.Add<TEvent>($"{TypeNames.Format(typeof(TEvent))} function", null, call);
    }

    private static IHelpCrunchWebhooksBuilder Add<TEvent>(this IHelpCrunchWebhooksBuilder builder, string handlerName, Type? handlerClass, WebhookHandlerCall call)
    {
        builder.Services.AddSingleton(new WebhookHandlerRegistration(builder.EndpointName, typeof(TEvent), handlerName, handlerClass, call));
        return builder;
    }

    private static bool IsHandler(ServiceDescriptor service, Type handlerClass, Type eventClrType, string endpointName) =>
        service is { IsKeyedService: false, ImplementationInstance: WebhookHandlerRegistration handler }
        && handler.HandlerClass == handlerClass
        && handler.EventClrType == eventClrType
        && handler.EndpointName == endpointName;
}
