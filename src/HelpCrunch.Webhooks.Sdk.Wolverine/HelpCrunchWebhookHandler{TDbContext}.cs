using System.ComponentModel;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.Extensions.DependencyInjection;
using Wolverine.Runtime;

namespace HelpCrunch.Webhooks.Sdk.Wolverine;

/// <summary>
/// Wolverine's handler of stored deliveries in an app that calls <see cref="HelpCrunchWolverineOptions.UseDbContext"/>. Your handlers run in
/// a scope whose <typeparamref name="TDbContext"/> has the transaction of the delivery. It is public because the code that Wolverine
/// generates calls it.
/// </summary>
/// <typeparam name="TDbContext">The type of the <c>DbContext</c>.</typeparam>
/// <param name="scopes">Creates the scope.</param>
/// <param name="processor">The processor.</param>
/// <param name="options">The options, with the timeout of the handlers.</param>
/// <param name="timeProvider">The clock of the timeout.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class HelpCrunchWebhookHandler<TDbContext>(
    IServiceScopeFactory scopes,
    WebhookInboxProcessor processor,
    HelpCrunchWolverineOptions options,
    TimeProvider timeProvider)
    where TDbContext : class
{
    /// <summary>Creates the scope of your handlers. Wolverine disposes it.</summary>
    /// <returns>The scope.</returns>
    public AsyncServiceScope Before() => scopes.CreateAsyncScope();

    /// <summary>Gets the <typeparamref name="TDbContext"/> of the scope. Wolverine then begins its transaction.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="context">The context of the delivery. What your handlers send with an <c>IMessageBus</c> is a part of the transaction.</param>
    /// <returns>The <typeparamref name="TDbContext"/>.</returns>
    public TDbContext Load(AsyncServiceScope scope, MessageContext context)
    {
        scope.ServiceProvider.GetRequiredService<ScopedMessageContextHolder>().Context = context;
        return scope.ServiceProvider.GetRequiredService<TDbContext>();
    }

    /// <summary>Runs your handlers. Wolverine then commits the transaction.</summary>
    /// <param name="message">The delivery.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="cancellationToken">Canceled when the app stops.</param>
    /// <returns>A task that completes when the handlers have run.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    /// <exception cref="WebhookParseException">The body cannot be parsed.</exception>
    /// <exception cref="InvalidOperationException">The app has no handlers for the endpoint of the delivery.</exception>
    /// <exception cref="WebhookHandlersFailedException">One or more handlers failed.</exception>
    /// <exception cref="WebhookHandlersCanceledException">The handlers were canceled.</exception>
    public async Task HandleAsync(WebhookInboxMessage message, AsyncServiceScope scope, CancellationToken cancellationToken)
    {
        using var timeout = new HandlerTimeout(options.HandlerTimeout, timeProvider, cancellationToken);
        await processor.ProcessAsync(message, scope.ServiceProvider, timeout.Token).ConfigureAwait(false);
    }
}
