using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Creates <see cref="HelpCrunchWebhooksOptions"/> with the functions that were passed to <c>AddHelpCrunchWebhooks</c>. Then
/// <c>Configure</c>, <c>PostConfigure</c>, and <c>Validate</c> run.
/// </summary>
internal sealed class CoreOptionsFactory(
    Func<HelpCrunchWebhooksOptions> create,
    IEnumerable<IConfigureOptions<HelpCrunchWebhooksOptions>> setups,
    IEnumerable<IPostConfigureOptions<HelpCrunchWebhooksOptions>> postConfigures,
    IEnumerable<IValidateOptions<HelpCrunchWebhooksOptions>> validations)
    : OptionsFactory<HelpCrunchWebhooksOptions>(setups, postConfigures, validations)
{
    protected override HelpCrunchWebhooksOptions CreateInstance(string name) =>
        name == Microsoft.Extensions.Options.Options.DefaultName ? create() : new HelpCrunchWebhooksOptions();
}
