using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// A webhook whose signature was verified. Use it as a parameter of a minimal API handler or of a controller action, and add
/// <c>RequireHelpCrunchSignature</c>.
/// </summary>
[VerifiedWebhookModelBinder]
public sealed class VerifiedWebhook : IBindableFromHttpContext<VerifiedWebhook>, IEndpointParameterMetadataProvider
{
    internal VerifiedWebhook(WebhookEvent webhookEvent, string? keyName, string? account)
    {
        Event = webhookEvent;
        KeyName = keyName;
        Account = account;
    }

    /// <summary>The event.</summary>
    public WebhookEvent Event { get; }

    /// <summary>
    /// The name of the signing key that matched. Null when the request was accepted without a verified signature, because
    /// <see cref="HelpCrunchWebhooksEndpointOptions.AllowUnsignedRequests"/> is set.
    /// </summary>
    public string? KeyName { get; }

    /// <summary>
    /// The id of the account. Null when the endpoint has no <see cref="HelpCrunchWebhooksEndpointOptions.AccountResolver"/>.
    /// </summary>
    public string? Account { get; }

    /// <summary>Binds a parameter of a minimal API handler. Called by ASP.NET Core.</summary>
    /// <param name="context">The request.</param>
    /// <param name="parameter">The parameter. It is not used.</param>
    /// <returns>The webhook.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The endpoint does not have <c>RequireHelpCrunchSignature</c>.</exception>
    public static ValueTask<VerifiedWebhook?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);

        return new(RequestVerification.GetVerifiedWebhook(context));
    }

    /// <summary>Returns the event type and the event id, without personal data.</summary>
    public override string ToString() => $"VerifiedWebhook {{ {Event} }}";

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(VerifiedWebhookParameter.Instance);
}
