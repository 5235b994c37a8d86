using System.Text;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>The bodies that are mutated: the payload files of the tests, and each once more with marked texts.</summary>
internal static class Corpus
{
    /// <summary>Stands in the texts of marked bodies. Where it comes out of a message, so would a customer's words.</summary>
    public const string Mark = "»private«";

    private const int MaxLength = 8 * 1024;

    public static IReadOnlyList<byte[]> Load()
    {
        var files = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Payloads"), "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .Where(body => body.Length <= MaxLength)
            .ToList();
        // Mostly events: what is no event before the mutation is seldom one behind it.
        var events = files.Where(body => WebhookParser.Default.Parse(body) is WebhookParseResult.Success).ToList();
        return [.. files, .. events, .. events, .. events.Select(Marked), .. events.Select(Marked)];
    }

    /// <summary>Every text that is neither a number nor the envelope's <c>event</c> or <c>id</c> becomes a marked one.</summary>
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
            // The rest stays as it is.
        }

        marked.AddRange(body[copied..]);
        return [.. marked];
    }
}
