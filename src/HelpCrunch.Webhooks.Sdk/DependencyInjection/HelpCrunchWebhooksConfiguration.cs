namespace HelpCrunch.Webhooks.Sdk;

/// <summary>One call of <c>AddHelpCrunchWebhooks</c>: several add up.</summary>
internal sealed class HelpCrunchWebhooksConfiguration(Action<IServiceProvider, HelpCrunchWebhooksOptions> configure)
{
    public void Apply(IServiceProvider services, HelpCrunchWebhooksOptions options) => configure(services, options);
}
