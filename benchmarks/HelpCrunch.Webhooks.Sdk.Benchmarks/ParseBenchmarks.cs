using BenchmarkDotNet.Attributes;

namespace HelpCrunch.Webhooks.Sdk.Benchmarks;

/// <summary>The documented chat event, read by the SDK and without it.</summary>
public class ParseBenchmarks
{
    private readonly byte[] _body = Body.Documented.Bytes;

    [GlobalSetup]
    public void EveryWayReadsTheSame()
    {
        var chat = ((ChatSnoozedEvent)WebhookParser.Default.Parse(_body).GetEventOrThrow()).EventData;
        foreach (var plain in new[] { Reflection(), SourceGeneration(), Document(), Newtonsoft() }.Select(plain => plain.EventData))
        {
            if ((plain.ChatId, plain.SnoozedUntil, plain.Assignee?.Role, plain.LastMessage?.Text)
                != (chat.ChatId, chat.SnoozedUntil, chat.Assignee?.Role?.Value, chat.LastMessage?.Text))
            {
                throw new InvalidOperationException("The ways read different things, so their times do not compare.");
            }
        }
    }

    [Benchmark(Baseline = true, Description = "bare Utf8JsonReader walk")]
    public long Walk() => Floor.Walk(_body);

    [Benchmark(Description = "WebhookParser.Parse")]
    public WebhookParseResult Parse() => WebhookParser.Default.Parse(_body);

    [Benchmark(Description = "JsonSerializer, reflection")]
    public PlainEvent Reflection() => PlainReaders.Reflection(_body);

    [Benchmark(Description = "JsonSerializer, source generation")]
    public PlainEvent SourceGeneration() => PlainReaders.SourceGeneration(_body);

    [Benchmark(Description = "JsonDocument, then Deserialize")]
    public PlainEvent Document() => PlainReaders.Document(_body);

    [Benchmark(Description = "Newtonsoft.Json")]
    public PlainEvent Newtonsoft() => PlainReaders.Newtonsoft(_body);
}
