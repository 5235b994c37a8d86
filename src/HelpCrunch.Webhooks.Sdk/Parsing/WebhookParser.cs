using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Parses the bodies of HelpCrunch's webhooks. Immutable and safe for threads: one per process is enough. It does not verify
/// signatures; <see cref="WebhookReceiver"/> does both.
/// </summary>
public sealed class WebhookParser
{
    private readonly EventRegistry _map;
    private readonly CustomConverters? _converters;
    private readonly JsonReaderOptions _readerOptions;

    /// <summary>Initializes a parser with the default options.</summary>
    public WebhookParser()
    {
        // Not through the options: a process's first event would wait until they are compiled.
        _map = EventRegistry.Default;
        _readerOptions = new JsonReaderOptions { MaxDepth = WebhookParserOptions.DefaultMaxDepth };
    }

    /// <summary>Initializes a parser.</summary>
    /// <param name="options">The options, which are copied. Must not be null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// There are converters, and metadata that <see cref="WebhookParserOptions.AddEvent{TData}(string, System.Text.Json.Serialization.Metadata.JsonTypeInfo{TData})"/>
    /// was given is not what its options have for the type.
    /// </exception>
    /// <exception cref="Exception">Whatever a converter factory of yours throws when it is asked for a converter.</exception>
    public WebhookParser(WebhookParserOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        _map = options.CreateEventRegistry();
        _readerOptions = new JsonReaderOptions { MaxDepth = options.MaxDepth };
        if (options.Converters.Count > 0)
        {
            var json = new JsonSerializerOptions { MaxDepth = options.MaxDepth, TypeInfoResolver = options.ResolverForConverters() };
            foreach (var converter in options.Converters)
            {
                json.Converters.Add(converter);
            }

            _converters = CustomConverters.In(json);
            _converters!.Resolve(_map.EventClrTypes());
        }
    }

    /// <summary>The parser with the default options.</summary>
    public static WebhookParser Default { get; } = new();

    /// <summary>Parses a body.</summary>
    /// <param name="utf8Json">The bytes as received; a UTF-8 byte order mark is allowed.</param>
    /// <returns>The event or the error; never null. No bytes make this method throw.</returns>
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
            return ReadPrintedOrFail(body, envelope);
        }
    }

    /// <summary>Parses a body.</summary>
    /// <param name="json">
    /// The body. Must not be null. Where you have the bytes, pass those: a signature is over bytes. A lone surrogate, for which
    /// UTF-8 has no bytes, counts as U+FFFD.
    /// </param>
    /// <returns>The event or the error; never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    public WebhookParseResult Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);

        using var body = PooledBytes.From(json);
        return Parse(body.Span);
    }

    /// <summary>Parses a body that is spread over several buffers.</summary>
    /// <param name="utf8Json">The bytes as received; a UTF-8 byte order mark is allowed.</param>
    /// <returns>The event or the error; never null. No bytes make this method throw.</returns>
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

    /// <summary>Reads a stream to its end and parses what it held. The stream's length is not limited here: limit it before.</summary>
    /// <param name="utf8Json">The stream, which is not closed. Must not be null.</param>
    /// <param name="cancellationToken">Cancels the reading of the stream.</param>
    /// <returns>The event or the error; never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="utf8Json"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    /// <exception cref="IOException">The stream could not be read.</exception>
    /// <exception cref="OverflowException">The stream is longer than 2 GB.</exception>
    public ValueTask<WebhookParseResult> ParseAsync(Stream utf8Json, CancellationToken cancellationToken = default) =>
        utf8Json is null ? throw new ArgumentNullException(nameof(utf8Json)) : ReadAndParseAsync(utf8Json, cancellationToken);

    /// <summary>The type that the events of a documented string have: the user may have modelled them anew.</summary>
    internal Type EventClrTypeOf(string eventType) => _map.Find(Encoding.UTF8.GetBytes(eventType)).EventClrType;

    /// <summary>The types of all events that this parser makes.</summary>
    internal IEnumerable<Type> EventClrTypes() => _map.EventClrTypes();

    private async ValueTask<WebhookParseResult> ReadAndParseAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var body = new PooledBytes();
        await body.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return Parse(body.Span);
    }

    // What a good body does not need stands in methods of its own: a process's first event would wait until it is compiled.
    private WebhookParseResult Read(ReadOnlySpan<byte> body, ref Envelope envelope)
    {
        if (!Utf8.IsValid(body))
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
        var webhookEvent = EventReader.Read(ref wire, _map, ref envelope, out var fault);
        wire.Next(); // Throws when something follows.
        return webhookEvent is null
            ? WebhookParseErrors.NoEvent(body, fault, envelope)
            : new WebhookParseResult.Success(webhookEvent);
    }

    private static WebhookParseResult.Failure NotAnObject(ReadOnlySpan<byte> body, ref Utf8JsonReader json)
    {
        var root = json.TokenStartIndex;
        json.Skip();
        json.Read(); // Throws when something follows: that is no JSON at all.
        return WebhookParseErrors.NotAnObject(body, root);
    }

    /// <summary>As far as the body is text the envelope is read, for the error; where it stops being text, JsonSyntaxError tells.</summary>
    private WebhookParseResult ReadValidPart(ReadOnlySpan<byte> body, ref Envelope envelope)
    {
        Read(body.Slice(0, Utf8Validity.ValidLength(body)), ref envelope);
        throw new JsonException();
    }

    /// <summary>Only a body that is not JSON comes here, so what happens here costs a good one nothing.</summary>
    private WebhookParseResult ReadPrintedOrFail(ReadOnlySpan<byte> body, in Envelope envelope)
    {
        var stop = JsonSyntaxError.Locate(body, _readerOptions);
        return MalformedApplicationsRepair.TryRepair(body, stop) is { } mended && TryReadMended(mended) is { } result
            ? result
            : WebhookParseErrors.InvalidJson(body, stop, envelope);
    }

    private WebhookParseResult? TryReadMended(byte[] body)
    {
        var envelope = new Envelope();
        try
        {
            var result = Read(body, ref envelope);
            return envelope.EventType?.StartsWith("chat.", StringComparison.Ordinal) == true ? result : null;
        }
        catch (JsonException)
        {
            return null; // There is more that is no JSON; the first place is the one to tell.
        }
    }
}
