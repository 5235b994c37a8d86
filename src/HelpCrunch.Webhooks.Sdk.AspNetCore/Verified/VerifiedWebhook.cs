using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// An event whose request was verified: the parameter of an endpoint of your own. There is no other way to have one, so that a
/// request nobody verified cannot reach your code by mistake. The endpoint needs <c>RequireHelpCrunchSignature</c>.
/// </summary>
public sealed class VerifiedWebhook : IBindableFromHttpContext<VerifiedWebhook>
{
    private VerifiedWebhook(WebhookEvent webhookEvent, string? keyName)
    {
        Event = webhookEvent;
        KeyName = keyName;
    }

    /// <summary>The event. Never null.</summary>
    public WebhookEvent Event { get; }

    /// <summary>
    /// The name of the key that matched. Null only when the request came without a signature and the options say
    /// <see cref="HelpCrunchWebhooksEndpointOptions.AllowUnsignedRequests"/>.
    /// </summary>
    public string? KeyName { get; }

    /// <summary>Binds a parameter, as ASP.NET Core does, from a request that was verified.</summary>
    /// <param name="context">The request. Must not be null.</param>
    /// <param name="parameter">The parameter. Not looked at.</param>
    /// <returns>The event; never null, because the endpoint's code does not run for a request that is refused.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The endpoint lacks <c>RequireHelpCrunchSignature</c>.</exception>
    public static ValueTask<VerifiedWebhook?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);

        var verified = context.Features.Get<VerifiedRequest>() ?? throw VerifiedRequest.NothingVerifies(context.GetEndpoint());
        return new(new VerifiedWebhook(verified.Event, verified.KeyName));
    }

    /// <summary>The event's type and id; nothing personal.</summary>
    public override string ToString() => $"VerifiedWebhook {{ {Event} }}";
}
