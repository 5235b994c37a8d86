using System.Text;
using System.Text.Json;
using Fault = (string Promise, string Detail);

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>Passes a body to every entry point and checks the results against what the library promises.</summary>
internal sealed class Oracle(IReadOnlyList<EntryPoint> entryPoints, Library library)
{
    private const string NoLeak = "A message does not quote the contents.";

    /// <summary>The first promise that the body breaks; null when it breaks none.</summary>
    public Finding? Examine(byte[] body, int number)
    {
        var fault = ExamineEntryPoints(body, number, out var result)
            ?? ExamineCustomParser(body)
            ?? ExamineSerializer(body, result!)
            ?? ExamineShown(result!)
            ?? (result is WebhookParseResult.Success { Event: var webhookEvent } ? ExamineEvent(webhookEvent) : null);
        return fault is var (promise, detail) ? new Finding(promise, detail, body) : null;
    }

    private Fault? ExamineEntryPoints(byte[] body, int number, out WebhookParseResult? expected)
    {
        expected = null;
        foreach (var entryPoint in entryPoints.Where(entryPoint => entryPoint.Takes(body)))
        {
            try
            {
                var result = entryPoint.Parse(body, number);
                expected ??= result;
                if (!result.Equals(expected))
                {
                    return ($"All entry points agree, but the {entryPoint.Name} does not.", $"{result} instead of {expected}");
                }
            }
            catch (Exception exception)
            {
                return ($"Parse never throws, but the {entryPoint.Name} did.", Short(exception));
            }
        }

        return null;
    }

    private Fault? ExamineCustomParser(byte[] body)
    {
        WebhookParseResult result;
        try
        {
            result = library.ParseWithCustomParser(body);
        }
        catch (Exception exception)
        {
            return ("Parse never throws, but with a custom model and a custom converter it did.", Short(exception));
        }

        return ExamineShown(result);
    }

    /// <summary>
    /// JsonSerializer gives the result of Parse, except in three cases, in which it calls no converter: it rejects
    /// a byte order mark, it does not repair malformed `applications`, and it reads the body `null` as null.
    /// </summary>
    private Fault? ExamineSerializer(byte[] body, WebhookParseResult expected)
    {
        const string Promise = "JsonSerializer reads what Parse reads.";

        var json = body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? body.AsSpan(Encoding.UTF8.Preamble.Length) : body;
        try
        {
            var read = library.Deserialize(json);
            return expected switch
            {
                WebhookParseResult.Success success => success.Event.Equals(read) ? null : (Promise, $"{read} with other contents than {success.Event}"),
                _ => read is null && IsNull(json) ? null : (Promise, $"{read} instead of {expected}"),
            };
        }
        catch (JsonException exception)
        {
            var isJson = IsJson(json);
            if (expected is WebhookParseResult.Success && isJson)
            {
                return (Promise, exception.Message);
            }

            // A body that does not start as an object reaches no converter. System.Text.Json quotes it, for example from a misspelled `true` to its end.
            var isOurs = isJson || json.TrimStart(" \t\r\n"u8).StartsWith("{"u8);
            return isOurs && IsMarked($"{exception.Path} {Messages(exception)}") ? (NoLeak, Short(exception)) : null;
        }
        catch (Exception exception)
        {
            return (Promise, Short(exception)); // A converter must not throw anything else.
        }
    }

    private Fault? ExamineEvent(WebhookEvent webhookEvent)
    {
        IReadOnlyList<WebhookDrift> drift;
        byte[] written;
        try
        {
            drift = library.FindDrift(webhookEvent);
            written = library.Write(webhookEvent);
        }
        catch (Exception exception)
        {
            return ("An event that was read can be searched for drift and written.", Short(exception));
        }

        if (!IsJson(written))
        {
            return ("What is written is JSON.", Encoding.UTF8.GetString(written));
        }

        var again = library.ReadAgain(written);
        if (!again.Equals(new WebhookParseResult.Success(webhookEvent)))
        {
            return ("parse(write(parse(x))) equals parse(x).", $"written as {Encoding.UTF8.GetString(written)}, read as {again}");
        }

        var second = ((WebhookParseResult.Success)again).Event;
        if (library.Hash(second) != library.Hash(webhookEvent))
        {
            return ("Equal events have equal hash codes.", Encoding.UTF8.GetString(written));
        }

        var secondDrift = library.FindDrift(second);
        if (!Sorted(secondDrift).SequenceEqual(Sorted(drift)))
        {
            return ("Equal events have the same drift.", $"{string.Join(", ", drift)} became {string.Join(", ", secondDrift)}");
        }

        return IsMarked(string.Join(' ', drift)) ? ("The drift does not quote the contents.", string.Join(", ", drift)) : null;
    }

    /// <summary>Events, errors and results contain the event type, the id and property names that are identifiers. The mark is none of them unless a mutation moved it there.</summary>
    private Fault? ExamineShown(WebhookParseResult result)
    {
        string?[] texts;
        try
        {
            texts = result.Match<string?[]>(
                webhookEvent => [library.Show(result), library.Show(webhookEvent)],
                error => [library.Show(result), library.Show(error), error.Message, error.Path]);
        }
        catch (Exception exception)
        {
            return ("Events, errors and results can be shown.", Short(exception));
        }

        return !IsTypeOrIdMarked(result) && Array.Find(texts, IsMarked) is { } text ? (NoLeak, text) : null;
    }

    private static string Short(Exception exception) => string.Join('\n', exception.ToString().Split('\n').Take(4));

    private static string Messages(Exception? exception) => exception is null ? "" : $"{exception.Message} {Messages(exception.InnerException)}";

    private static IEnumerable<string> Sorted(IEnumerable<WebhookDrift> drift) => drift.Select(entry => entry.ToString()).Order(StringComparer.Ordinal);

    public static bool IsTypeOrIdMarked(WebhookParseResult result) => result.Match(
        webhookEvent => IsMarked(webhookEvent.EventType) || IsMarked(webhookEvent.Id),
        error => IsMarked(error.EventType) || IsMarked(error.Id));

    private static bool IsMarked(string? text) => text?.Contains(Corpus.Mark, StringComparison.Ordinal) == true;

    private static bool IsNull(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() && reader.TokenType == JsonTokenType.Null;
    }

    private static bool IsJson(ReadOnlySpan<byte> json)
    {
        try
        {
            Walk(json);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A walk over the bytes that stores nothing.</summary>
    public static void Walk(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
        }
    }
}
