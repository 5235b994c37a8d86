using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>Passes a body through every door, and holds what comes out against what the library promises.</summary>
internal sealed class Judge(IReadOnlyList<Door> doors)
{
    // An own model, and an own converter for every id: foreign code on the way.
    private static readonly WebhookParser Customised = new(new WebhookParserOptions { Converters = { new EvenIdsConverter() } }
        .AddEvent<Dictionary<string, JsonElement>>("chat.rated"));

    /// <summary>The first promise that the body breaks; null when it breaks none.</summary>
    public Finding? Examine(byte[] body, int number)
    {
        Finding? Broken(string promise, string detail) => new(promise, detail, body);

        WebhookParseResult? expected = null;
        foreach (var door in doors.Where(door => door.Takes(body)))
        {
            try
            {
                var result = door.Parse(body, number);
                expected ??= result;
                if (!result.Equals(expected))
                {
                    return Broken($"All doors agree, but the {door.Name} does not.", $"{result} instead of {expected}");
                }
            }
            catch (Exception exception)
            {
                return Broken($"Parse never throws, but the {door.Name} did.", Short(exception));
            }
        }

        try
        {
            Customised.Parse(body);
        }
        catch (Exception exception)
        {
            return Broken("Parse never throws, but with a model and a converter of the user's own it did.", Short(exception));
        }

        return ExamineSerializer(body, expected!) is { } difference
            ? Broken("JsonSerializer reads what Parse reads.", difference)
            : expected!.Match(
                webhookEvent => ExamineEvent(webhookEvent) is { } fault ? Broken(fault.Promise, fault.Detail) : null,
                error => Leak(error, body) is { } leak ? Broken("A message holds nothing of the contents.", leak) : null)
                ?? (expected is WebhookParseResult.Success { Event: var parsed } && DriftLeak(parsed) is { } name
                    ? Broken("The drift holds nothing of the contents.", name)
                    : null);
    }

    /// <summary>
    /// The door of JsonSerializer gives what Parse gives, but in three places, where JsonSerializer never asks a converter: it takes
    /// no byte order mark; it does not mend the printed `applications`, which are no JSON; and the body `null` is null.
    /// </summary>
    private static string? ExamineSerializer(byte[] body, WebhookParseResult expected)
    {
        var json = body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? body.AsSpan(Encoding.UTF8.Preamble.Length) : body;
        try
        {
            var read = JsonSerializer.Deserialize<WebhookEvent>(json);
            return expected switch
            {
                WebhookParseResult.Success success => success.Event.Equals(read) ? null : $"{read} with other contents than {success.Event}",
                _ => read is null && IsNull(json) ? null : $"{read} instead of {expected}",
            };
        }
        catch (JsonException exception)
        {
            return expected is WebhookParseResult.Success && IsJson(json) ? exception.Message : null;
        }
        catch (Exception exception)
        {
            return Short(exception); // Nothing else may leave a converter.
        }
    }

    private static (string Promise, string Detail)? ExamineEvent(WebhookEvent webhookEvent)
    {
        byte[] written;
        try
        {
            _ = webhookEvent.ToString();
            _ = webhookEvent.GetDrift();
            written = JsonSerializer.SerializeToUtf8Bytes(webhookEvent);
        }
        catch (Exception exception)
        {
            return ("An event that was read can be shown, searched for drift and written.", Short(exception));
        }

        if (!IsJson(written))
        {
            return ("What is written is JSON.", Encoding.UTF8.GetString(written));
        }

        var again = WebhookParser.Default.Parse(written);
        if (!again.Equals(new WebhookParseResult.Success(webhookEvent)))
        {
            return ("parse(write(parse(x))) equals parse(x).", $"written as {Encoding.UTF8.GetString(written)}, read as {again}");
        }

        var second = ((WebhookParseResult.Success)again).Event;
        if (second.GetHashCode() != webhookEvent.GetHashCode())
        {
            return ("Equal events have equal hash codes.", Encoding.UTF8.GetString(written));
        }

        return Sorted(second.GetDrift()).SequenceEqual(Sorted(webhookEvent.GetDrift()))
            ? null
            : ("Equal events have the same drift.", $"{string.Join(", ", webhookEvent.GetDrift())} became {string.Join(", ", second.GetDrift())}");
    }

    private static string Short(Exception exception) => string.Join('\n', exception.ToString().Split('\n').Take(4));

    private static IEnumerable<string> Sorted(IEnumerable<WebhookDrift> drift) => drift.Select(entry => entry.ToString()).Order(StringComparer.Ordinal);

    /// <summary>Errors name the event's type and id as sent, and plain names; the mark is none of these, unless it was put there.</summary>
    private static string? Leak(WebhookParseError error, byte[] body)
    {
        var isTypeOrId = IsMarked(error.EventType) || IsMarked(error.Id);
        return !isTypeOrId && (IsMarked(error.ToString()) || IsMarked(error.Message) || IsMarked(error.Path)) ? $"{error} for {body.Length} bytes" : null;
    }

    /// <summary>Drift names unknown properties, so the mark may come out where a mutation made it a name.</summary>
    private static string? DriftLeak(WebhookEvent webhookEvent) =>
        IsMarked(string.Join(' ', webhookEvent.GetDrift())) && !HasMarkedName(JsonSerializer.SerializeToUtf8Bytes(webhookEvent))
            ? string.Join(", ", webhookEvent.GetDrift())
            : null;

    private static bool HasMarkedName(byte[] written)
    {
        var json = new Utf8JsonReader(written);
        var isMarked = false;
        while (json.Read())
        {
            isMarked |= json.TokenType == JsonTokenType.PropertyName && IsMarked(Encoding.UTF8.GetString(json.ValueSpan).Replace("\\u00BB", "»").Replace("\\u00AB", "«"));
        }

        return isMarked;
    }

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

    /// <summary>What reading the bytes costs without doing anything about them.</summary>
    public static void Walk(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
        }
    }
}
