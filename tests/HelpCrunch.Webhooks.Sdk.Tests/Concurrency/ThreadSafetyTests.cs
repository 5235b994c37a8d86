using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpCrunch.Webhooks.Sdk.Tests.Corpus;
using HelpCrunch.Webhooks.Sdk.Tests.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Concurrency;

public sealed class ThreadSafetyTests
{
    private const int Threads = 16;
    private const int Rounds = 3;

    private static readonly WebhookSigningKey Key = new("made-up signing key");

    [Fact]
    public void Parse_OnManyThreads_GivesTheSameResult()
    {
        var shared = new WebhookParser();

        OnManyThreads(body => WebhookParser.Default.Parse(body), body => shared.Parse(body));
    }

    [Fact]
    public void Parse_CustomParserOnManyThreads_GivesTheSameResult()
    {
        // A new parser, whose converter cache is empty when the threads start.
        var (alone, shared) = (CustomParser(), CustomParser());

        OnManyThreads(body => alone.Parse(body), body => shared.Parse(body));

        static WebhookParser CustomParser() => new(new WebhookParserOptions { Converters = { new NegatedIds() } }
            .AddEvent<RatedChat>("chat.rated"));
    }

    [Fact]
    public void Receive_OnManyThreads_GivesTheSameResult()
    {
        var shared = new WebhookReceiver(new WebhookSigningKey("another", "2026"), Key);

        OnManyThreads(
            body => WebhookParser.Default.Parse(body).Match<WebhookReceiveResult>(
                webhookEvent => new WebhookReceiveResult.Accepted(webhookEvent, Key.Name),
                error => new WebhookReceiveResult.InvalidPayload(error) { KeyName = Key.Name }),
            body => shared.Receive(body, WebhookSignature.Compute(body, Key)));
    }

    [Fact]
    public void Serialize_OnManyThreads_GivesTheSameResult()
    {
        var shared = ParserJsonOptions.With(new NegatedIds());
        var alone = ParserJsonOptions.With(new NegatedIds());

        OnManyThreads(body => Write(body, alone), body => Write(body, shared));

        static string? Write(byte[] body, JsonSerializerOptions options) =>
            WebhookParser.Default.Parse(body).TryGetEvent(out var webhookEvent, out _) ? JsonSerializer.Serialize(webhookEvent, options) : null;
    }

    private static void OnManyThreads<T>(Func<byte[], T> alone, Func<byte[], T> shared)
    {
        var bodies = PayloadFiles.Names.Select(name => (Name: name, Body: PayloadFiles.Read(name))).ToArray();
        var expected = bodies.Select(file => alone(file.Body)).ToArray();
        var differences = new ConcurrentQueue<string>();
        using var start = new Barrier(Threads);

        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                for (var step = 0; step < bodies.Length * Rounds; step++)
                {
                    // Each thread starts at another body, so that different bodies are read at the same time.
                    var index = (step + (thread * bodies.Length / Threads)) % bodies.Length;
                    if (!EqualityComparer<T>.Default.Equals(shared(bodies[index].Body), expected[index]))
                    {
                        differences.Enqueue(bodies[index].Name);
                    }
                }
            }
            catch (Exception exception)
            {
                differences.Enqueue(exception.ToString()); // An unhandled exception on a thread ends the process without a message.
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        differences.Should().BeEmpty();
    }

    private sealed record RatedChat([property: JsonPropertyName("chat_id")] long? ChatId, string? Rating);

    /// <summary>Reads and writes ids differently from the SDK, so that a test detects its use.</summary>
    private sealed class NegatedIds : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => -reader.GetInt64();

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(-value);
    }
}
