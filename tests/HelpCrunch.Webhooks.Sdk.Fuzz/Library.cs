using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>What the oracle calls besides the entry points. A test replaces one of them with a faulty one.</summary>
internal sealed record Library
{
    // A custom model, and a custom converter for every id.
    private static readonly WebhookParser CustomParser = new(new WebhookParserOptions { Converters = { new EvenIdsConverter() } }
        .AddEvent<Dictionary<string, JsonElement>>("chat.rated"));

    public Func<byte[], WebhookParseResult> ParseWithCustomParser { get; init; } = body => CustomParser.Parse(body);

    public Func<ReadOnlySpan<byte>, WebhookEvent?> Deserialize { get; init; } = json => JsonSerializer.Deserialize<WebhookEvent>(json);

    /// <summary>For an event, an error or a result.</summary>
    public Func<object, string?> Show { get; init; } = shown => shown.ToString();

    public Func<WebhookEvent, IReadOnlyList<WebhookDrift>> FindDrift { get; init; } = webhookEvent => webhookEvent.GetDrift();

    public Func<WebhookEvent, byte[]> Write { get; init; } = webhookEvent => JsonSerializer.SerializeToUtf8Bytes(webhookEvent);

    public Func<byte[], WebhookParseResult> ReadAgain { get; init; } = written => WebhookParser.Default.Parse(written);

    public Func<WebhookEvent, int> Hash { get; init; } = webhookEvent => webhookEvent.GetHashCode();
}
