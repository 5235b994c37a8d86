using BenchmarkDotNet.Attributes;

namespace HelpCrunch.Webhooks.Sdk.Benchmarks;

/// <summary>Bodies with many unknown properties. The time for each byte must not grow with the length.</summary>
public class UnknownPropertiesBenchmarks
{
    public static IEnumerable<Body> Bodies => [Body.WithUnknown(1024), Body.WithUnknown(100 * 1024)];

    [ParamsSource(nameof(Bodies))]
    public Body Body { get; set; } = Body.Documented;

    [GlobalSetup]
    public void AllUnknownPropertiesArePreserved()
    {
        var chat = ((ChatEvent)WebhookParser.Default.Parse(Body.Bytes).GetEventOrThrow()).EventData;
        if (chat.AdditionalProperties.Count < 10)
        {
            throw new InvalidOperationException("The unknown properties were not read, so their time says nothing.");
        }
    }

    [Benchmark(Baseline = true, Description = "bare Utf8JsonReader walk")]
    public long Walk() => Floor.Walk(Body.Bytes);

    [Benchmark(Description = "WebhookParser.Parse")]
    public WebhookParseResult Parse() => WebhookParser.Default.Parse(Body.Bytes);
}
