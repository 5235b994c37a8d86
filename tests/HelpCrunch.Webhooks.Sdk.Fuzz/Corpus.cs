using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>The bodies that are mutated: the payload files of the tests, and each once more with marked texts.</summary>
internal static class Corpus
{
    /// <summary>The text in marked bodies. A message that contains it would also contain the words of a customer.</summary>
    public const string Mark = "»private«";

    private const int MaxLength = 8 * 1024;

    public static IReadOnlyList<byte[]> Load()
    {
        var files = Files();
        // Mostly events, because a mutation seldom turns an invalid body into an event.
        var events = files.Where(body => WebhookParser.Default.Parse(body) is WebhookParseResult.Success).ToList();
        return [.. files, .. events, .. events, .. events.Select(Marked), .. events.Select(Marked)];
    }

    /// <summary>The payload files, without large ones.</summary>
    public static IReadOnlyList<byte[]> Files() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Payloads"), "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .Where(body => body.Length <= MaxLength),
    ];

    /// <summary>Marks every string except numbers and the envelope's <c>event</c> and <c>id</c>.</summary>
    private static byte[] Marked(byte[] body)
    {
        var marked = new List<byte>();
        var copied = 0;
        var json = new Utf8JsonReader(body);
        var isMarkable = true;
        try
        {
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName)
                {
                    isMarkable = !json.ValueSpan.SequenceEqual("event"u8) && !json.ValueSpan.SequenceEqual("id"u8);
                }
                else if (json.TokenType == JsonTokenType.String && isMarkable && !char.IsAsciiDigit((char)json.ValueSpan.ToArray().FirstOrDefault((byte)' ')))
                {
                    marked.AddRange(body[copied..((int)json.TokenStartIndex + 1)]);
                    marked.AddRange(Encoding.UTF8.GetBytes(Mark));
                    copied = (int)json.TokenStartIndex + 1;
                }
            }
        }
        catch (JsonException)
        {
            // The rest does not change.
        }

        marked.AddRange(body[copied..]);
        return [.. marked];
    }
}
