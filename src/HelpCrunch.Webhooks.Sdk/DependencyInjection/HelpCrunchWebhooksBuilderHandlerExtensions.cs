using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds handlers of events. An event may have several; all of them run, even when one fails.</summary>
public static class HelpCrunchWebhooksBuilderHandlerExtensions
{
    /// <summary>
    /// Adds a handler that is a class, resolved for each delivery from a scope of that delivery, so that it may ask for scoped
    /// services. It is registered as transient unless you registered it before. The same class for the same event counts once.
    /// </summary>
    /// <typeparam name="TEvent">Which events: a leaf, a family, <see cref="UnknownEvent"/>, or <see cref="WebhookEvent"/> for all.</typeparam>
    /// <typeparam name="THandler">The class.</typeparam>
    /// <param name="builder">The builder. Must not be null.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IHelpCrunchWebhooksBuilder AddHandler<TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IHelpCrunchWebhooksBuilder builder)
        where TEvent : WebhookEvent
        where THandler : class, IWebhookEventHandler<TEvent>
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.TryAddTransient<THandler>();
        return builder.Add<TEvent>(
            TypeNames.Format(typeof(THandler)),
            typeof(THandler),
            static (webhookEvent, scope, cancellationToken) =>
                scope.Services.GetRequiredService<THandler>().HandleAsync((TEvent)webhookEvent, cancellationToken));
    }

    /// <summary>Adds a handler that is a function.</summary>
    /// <typeparam name="TEvent">Which events: a leaf, a family, <see cref="UnknownEvent"/>, or <see cref="WebhookEvent"/> for all.</typeparam>
    /// <param name="builder">The builder. Must not be null.</param>
    /// <param name="handler">The function. Must not be null.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHelpCrunchWebhooksBuilder AddHandler<TEvent>(this IHelpCrunchWebhooksBuilder builder, Func<TEvent, CancellationToken, Task> handler)
        where TEvent : WebhookEvent
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(handler);

        return builder.Add<TEvent>(
            $"{TypeNames.Format(typeof(TEvent))} function",
            null,
            (webhookEvent, _, cancellationToken) => handler((TEvent)webhookEvent, cancellationToken));
    }

    /// <summary>Adds a handler that is a function and asks for services, those of the delivery's scope.</summary>
    /// <typeparam name="TEvent">Which events: a leaf, a family, <see cref="UnknownEvent"/>, or <see cref="WebhookEvent"/> for all.</typeparam>
    /// <param name="builder">The builder. Must not be null.</param>
    /// <param name="handler">The function. Must not be null.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHelpCrunchWebhooksBuilder AddHandler<TEvent>(
        this IHelpCrunchWebhooksBuilder builder,
        Func<TEvent, IServiceProvider, CancellationToken, Task> handler)
        where TEvent : WebhookEvent
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(handler);

        return builder.Add<TEvent>(
            $"{TypeNames.Format(typeof(TEvent))} function",
            null,
            (webhookEvent, scope, cancellationToken) => handler((TEvent)webhookEvent, scope.Services, cancellationToken));
    }

    private static IHelpCrunchWebhooksBuilder Add<TEvent>(
        this IHelpCrunchWebhooksBuilder builder,
        string handlerName,
        Type? handlerClass,
        WebhookHandlerCall call)
    {
        var addedBefore = handlerClass is not null && builder.Services.Any(service =>
            service is { IsKeyedService: false, ImplementationInstance: WebhookHandlerRegistration other }
            && other.HandlerClass == handlerClass
            && other.EventClrType == typeof(TEvent)
            && other.EndpointName == builder.Name);
        if (!addedBefore)
        {
            builder.Services.AddSingleton(new WebhookHandlerRegistration(builder.Name, typeof(TEvent), handlerName, handlerClass, call));
        }

        return builder;
    }
}
