namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// The function of one call of <c>AddHelpCrunchWebhooks</c>. It is not registered as a bare delegate: containers such as Autofac can create
/// a delegate that is not registered.
/// </summary>
internal sealed class HelpCrunchWebhooksConfiguration(Action<IServiceProvider, HelpCrunchWebhooksOptions> configure)
{
    public void Apply(IServiceProvider provider, HelpCrunchWebhooksOptions options) => configure(provider, options);
}
