using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using HelpCrunch.Webhooks.Sdk.AspNetCore;

namespace HelpCrunch.Webhooks.Sdk.TrimmedReceiver;

/// <summary>The outcomes that the SDK's meter counted.</summary>
internal sealed class Received : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _outcomes = new();

    public Received()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: HelpCrunchWebhooksTelemetry.MeterName, Name: "helpcrunch.webhook.received" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            foreach (var (name, value) in tags)
            {
                if (name == "helpcrunch.webhook.outcome")
                {
                    _outcomes.Enqueue($"{value}");
                }
            }
        });
        _listener.Start();
    }

    public IReadOnlyList<string> Outcomes => [.. _outcomes];

    public void Dispose() => _listener.Dispose();
}
