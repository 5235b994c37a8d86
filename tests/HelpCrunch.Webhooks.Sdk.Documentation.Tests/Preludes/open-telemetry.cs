// The few members of OpenTelemetry.Extensions.Hosting that the block uses.
using HelpCrunch.Webhooks.Sdk.AspNetCore;

var builder = WebApplication.CreateSlimBuilder();
// The block.
if (StandInOpenTelemetry.Names is not [HelpCrunchWebhooksTelemetry.ActivitySourceName, HelpCrunchWebhooksTelemetry.MeterName]
    || StandInOpenTelemetry.Names is not ["HelpCrunch.Webhooks.Sdk.AspNetCore", _])
{
    throw new InvalidOperationException(string.Join(", ", StandInOpenTelemetry.Names));
}

static class StandInOpenTelemetryExtensions
{
    public static StandInOpenTelemetry AddOpenTelemetry(this IServiceCollection services) => new();
}

sealed class StandInOpenTelemetry
{
    public static List<string> Names { get; } = [];

    public StandInOpenTelemetry WithTracing(Action<StandInOpenTelemetry> configure) => With(configure);

    public StandInOpenTelemetry WithMetrics(Action<StandInOpenTelemetry> configure) => With(configure);

    public void AddSource(string name) => Names.Add(name);

    public void AddMeter(string name) => Names.Add(name);

    private StandInOpenTelemetry With(Action<StandInOpenTelemetry> configure)
    {
        configure(this);
        return this;
    }
}
