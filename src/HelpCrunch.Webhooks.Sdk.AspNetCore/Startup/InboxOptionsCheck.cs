using Microsoft.Extensions.Logging;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Warns about options that are set, but do not apply to an endpoint with an inbox.</summary>
internal sealed class InboxOptionsCheck(ILogger logger)
{
    private static readonly HelpCrunchWebhooksEndpointOptions Defaults = new();

    public void Run(string name, ResolvedEndpointOptions options)
    {
        (string Name, bool IsSet)[] ignored =
        [
            (nameof(options.HandlerTimeout), options.HandlerTimeout != Defaults.HandlerTimeout),
            (nameof(options.DeduplicationWindow), options.DeduplicationWindow != Defaults.DeduplicationWindow),
            (nameof(options.InProgressTimeout), options.InProgressTimeout != Defaults.InProgressTimeout),
            (nameof(options.InProgressStatusCode), options.InProgressStatusCode != Defaults.InProgressStatusCode),
            (nameof(options.RetryFailedHandlersOnly), options.RetryFailedHandlersOnly != Defaults.RetryFailedHandlersOnly),
            (nameof(options.UseRequestServices), options.UseRequestServices != Defaults.UseRequestServices),
            (nameof(options.TryPark), options.TryPark is not null),
        ];
        var names = string.Join(", ", ignored.Where(option => option.IsSet).Select(option => option.Name));
        if (names.Length > 0)
        {
            logger.OptionsDoNotApplyToInbox(WebhookTags.LogEndpoint(name), names);
        }
    }
}
