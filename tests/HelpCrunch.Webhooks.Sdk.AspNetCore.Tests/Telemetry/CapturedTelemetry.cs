using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Every measurement and activity of one app. Other apps run at the same time.</summary>
internal sealed class CapturedTelemetry : IDisposable
{
    private readonly ConcurrentQueue<string> _measurements = new();
    private readonly ConcurrentQueue<Activity> _activities = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _listener;

    /// <param name="meterFactory">The factory of the app's meters. Those of other apps have the same name.</param>
    /// <param name="traceId">The trace.</param>
    public CapturedTelemetry(IMeterFactory meterFactory, ActivityTraceId traceId)
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == HelpCrunchWebhooksTelemetry.MeterName && instrument.Meter.Scope == meterFactory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == HelpCrunchWebhooksTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == traceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                // A listener also gets activities that other listeners requested.
                if (activity.TraceId == traceId)
                {
                    _activities.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>As <c>instrument value tag=value …</c>.</summary>
    public IReadOnlyList<string> Measurements => [.. _measurements];

    /// <summary>As <c>name status tag=value …</c>.</summary>
    public IReadOnlyList<string> Activities =>
        [.. _activities.Select(activity => $"{activity.OperationName} {activity.Status} {string.Join(" ", activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}")];

    public void Dispose()
    {
        _meters.Dispose();
        _listener.Dispose();
    }

    private void Add<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : IFormattable
    {
        // The duration of a handler varies.
        var text = instrument.Name.EndsWith(".duration", StringComparison.Ordinal) ? "*" : value.ToString(null, CultureInfo.InvariantCulture);
        _measurements.Enqueue($"{instrument.Name} {text} {string.Join(" ", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}".TrimEnd());
    }
}
