using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>
/// An HTTP request as text: a request line, headers, an empty line, and the body. The header <c>Reads</c> is not sent. It says how the body
/// arrives: a number is the length of a part, and a word is one of <see cref="ScriptedBodyReader.Failures"/>. The rest arrives at the end.
/// </summary>
internal sealed record RawRequest(string Method, string Path, string Protocol, IReadOnlyList<(string Name, string Value)> Headers, IReadOnlyList<string> Reads, byte[] Body)
{
    public const string ReadsHeader = "Reads";

    public static RawRequest Parse(byte[] input)
    {
        var end = input.AsSpan().IndexOf("\n\n"u8);
        var lines = Encoding.Latin1.GetString(input, 0, end < 0 ? input.Length : end).Split('\n');
        var words = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(Header).Where(header => header.Name.Length > 0).ToList();
        var reads = headers.Where(header => header.Name == ReadsHeader).SelectMany(header => header.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return new RawRequest(
            words[0],
            words.Length > 1 && words[1].StartsWith('/') ? words[1] : "/",
            words.Length > 2 ? words[2] : "HTTP/1.1",
            headers.FindAll(header => header.Name != ReadsHeader),
            [.. reads],
            end < 0 ? [] : input[(end + 2)..]);
    }

    private static (string Name, string Value) Header(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? (line[..colon].Trim(), line[(colon + 1)..].Trim()) : ("", "");
}
