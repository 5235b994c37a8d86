using System.Buffers;
using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Parses the bodies of HelpCrunch webhooks. It does not verify signatures; <see cref="WebhookReceiver"/> verifies and parses. Immutable
/// and thread-safe: one instance per process is enough.
/// </summary>
public sealed class WebhookParser
{
    private readonly EventRegistry _registry;
    private readonly CustomConverters? _converters;
    private readonly JsonReaderOptions _readerOptions;

    /// <summary>Initializes a parser with the default options.</summary>
    public WebhookParser()
    {
        // Cold path: the other constructor compiles the code of the options.
        _registry = EventRegistry.Default;
        _readerOptions = new JsonReaderOptions { MaxDepth = WebhookParserOptions.DefaultMaxDepth };
    }

    /// <summary>Initializes a parser.</summary>
    /// <param name="options">The options. They are copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The options have converters, and the metadata passed to <see cref="WebhookParserOptions.AddEvent{TData}(string, System.Text.Json.Serialization.Metadata.JsonTypeInfo{TData})"/>
    /// is not the metadata that its options return for the type. Or <c>CanConvert</c> of a converter returns true for a type that it cannot
    /// convert.
    /// </exception>
    /// <exception cref="Exception">Your converter factory threw an exception when it was asked for a converter.</exception>
    public WebhookParser(WebhookParserOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        _registry = options.CreateEventRegistry();
        _readerOptions = new JsonReaderOptions { MaxDepth = options.MaxDepth };
        if (options.Converters.Count > 0)
        {
            var json = new JsonSerializerOptions { MaxDepth = options.MaxDepth, TypeInfoResolver = options.ResolverForConverters() };
            foreach (var converter in options.Converters)
            {
                json.Converters.Add(converter);
            }

            json.Converters.Add(new ParserConverters([.. options.Converters]));

            _converters = WebhookModel.FindCustomConverters(json);
            _registry.ResolveConverters(_converters!);
        }
    }

    /// <summary>The parser with the default options.</summary>
    public static WebhookParser Default { get; } = new();

    /// <summary>Parses a body.</summary>
    /// <param name="utf8Json">The bytes as received. A UTF-8 byte order mark is allowed.</param>
    /// <returns>The event or the error. Invalid bytes do not cause an exception.</returns>
    public WebhookParseResult Parse(ReadOnlySpan<byte> utf8Json)
    {
        var body = utf8Json.StartsWith("\uFEFF"u8) ? utf8Json.Slice(3) : utf8Json;
        var envelope = new Envelope();
        try
        {
            return Read(body, ref envelope);
        }
        catch (JsonException)
        {
            return RepairOrFail(body, envelope);
        }
    }

    /// <summary>Parses a body.</summary>
    /// <param name="json">
    /// The body. If you have the bytes, pass them instead, because the signature covers the bytes. A lone surrogate, which UTF-8 cannot
    /// encode, is read as U+FFFD.
    /// </param>
    /// <returns>The event or the error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    public WebhookParseResult Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);

        using var body = PooledBytes.From(json);
        return Parse(body.Span);
    }

    /// <summary>Parses a body in several buffers.</summary>
    /// <param name="utf8Json">The bytes as received. A UTF-8 byte order mark is allowed.</param>
    /// <returns>The event or the error. Invalid bytes do not cause an exception.</returns>
    /// <exception cref="OverflowException">The sequence is longer than 2 GB.</exception>
    public WebhookParseResult Parse(ReadOnlySequence<byte> utf8Json)
    {
        if (utf8Json.IsSingleSegment)
        {
            return Parse(utf8Json.First.Span);
        }

        using var body = PooledBytes.From(utf8Json);
        return Parse(body.Span);
    }

    /// <summary>Reads a stream to its end and parses the body. The method does not limit the length, so limit the stream before you pass it.</summary>
    /// <param name="utf8Json">The stream. It is not closed.</param>
    /// <param name="cancellationToken">Cancels reading the stream.</param>
    /// <returns>The event or the error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="utf8Json"/> is null.</exception>
    /// <exception cref="OperationCanceledException">Reading was canceled.</exception>
    /// <exception cref="IOException">The stream could not be read.</exception>
    /// <exception cref="OverflowException">The stream is longer than 2 GB.</exception>
    public ValueTask<WebhookParseResult> ParseAsync(Stream utf8Json, CancellationToken cancellationToken = default) =>
        utf8Json is null ? throw new ArgumentNullException(nameof(utf8Json)) : ReadAndParseAsync(utf8Json, cancellationToken);

    /// <summary>The CLR type of the events of an event type. A custom event can replace a documented event.</summary>
    internal Type EventClrTypeOf(string eventType) => _registry.Resolve(Encoding.UTF8.GetBytes(eventType)).EventClrType;

    /// <summary>The CLR types of all events that this parser creates.</summary>
    internal IEnumerable<Type> EventClrTypes() => _registry.EventClrTypes();

    private async ValueTask<WebhookParseResult> ReadAndParseAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var body = new PooledBytes();
        await body.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return Parse(body.Span);
    }

    private WebhookParseResult Read(ReadOnlySpan<byte> body, ref Envelope envelope)
    {
        if (!Utf8Text.IsValid(body))
        {
            return ReadValidPart(body, ref envelope);
        }

        var json = new Utf8JsonReader(body, _readerOptions);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return NotAnObject(body, ref json);
        }

        var wire = new WireReader(body, json, _converters);
        var webhookEvent = EventReader.Read(ref wire, _registry, ref envelope, out var error);
        wire.Next(); // Throws when another token follows the object.
        return webhookEvent is null
            ? WebhookParseErrors.NotAnEvent(body, error, envelope)
            : new WebhookParseResult.Success(webhookEvent);
    }

    // Cold path.
    private static WebhookParseResult.Failure NotAnObject(ReadOnlySpan<byte> body, ref Utf8JsonReader json)
    {
        var root = json.TokenStartIndex;
        json.Skip();
        json.Read(); // Throws when another token follows the value, because the body is then not JSON.
        return WebhookParseErrors.NotAnObject(body, root);
    }

    // Cold path: reads the envelope up to the invalid bytes, for the error.
    private WebhookParseResult ReadValidPart(ReadOnlySpan<byte> body, ref Envelope envelope)
    {
        Read(body.Slice(0, Utf8Text.ValidLength(body)), ref envelope);
        throw new JsonException();
    }

    // Cold path: the body is not valid JSON.
    private WebhookParseResult RepairOrFail(ReadOnlySpan<byte> body, in Envelope envelope)
    {
        var error = JsonSyntaxError.Locate(body, _readerOptions);
        return MalformedApplicationsRepair.TryRepair(body, error) is { } repaired && TryReadRepaired(repaired) is { } result
            ? result
            : WebhookParseErrors.InvalidJson(body, error, envelope);
    }

    private WebhookParseResult? TryReadRepaired(byte[] body)
    {
        var envelope = new Envelope();
        try
        {
            var result = Read(body, ref envelope);
            return envelope.EventType?.StartsWith("chat.", StringComparison.Ordinal) == true ? result : null;
        }
        catch (JsonException)
        {
            return null; // The body has another error. The first one is reported.
        }
    }
}
