using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>An overload of the parser. Every overload must give the same result for a body.</summary>
/// <param name="Name">The name for the report.</param>
/// <param name="Takes">Whether the body can be passed this way.</param>
/// <param name="Parse">Parses the body. The same number gives the same division into buffers.</param>
internal sealed record EntryPoint(string Name, Func<byte[], bool> Takes, Func<byte[], int, WebhookParseResult> Parse)
{
    private const int MaxCutEverywhere = 256;
    private const int OneInSoMany = 32;

    /// <summary>The overloads that take bytes or texts. The first is the span, which the others are compared with.</summary>
    public static IReadOnlyList<EntryPoint> All { get; } =
    [
        new("span", _ => true, (body, _) => WebhookParser.Default.Parse(body)),
        new("string", body => Utf8.IsValid(body), (body, _) => WebhookParser.Default.Parse(Encoding.UTF8.GetString(body))),
        new("sequence", _ => true, (body, number) => ParseSequence(body, number)),
        new("stream", _ => true, (body, _) => ParseStream(body)),
    ];

    /// <summary>Cut at every position of some small bodies, and at one position of the others; all cuts must agree.</summary>
    private static WebhookParseResult ParseSequence(byte[] body, int number)
    {
        var everywhere = body.Length <= MaxCutEverywhere && number % OneInSoMany == 0;
        var cut = everywhere ? 0 : number % (body.Length + 1);
        var result = WebhookParser.Default.Parse(Segment.Sequence(body[..cut], body[cut..]));
        while (everywhere && ++cut <= body.Length)
        {
            var next = WebhookParser.Default.Parse(Segment.Sequence(body[..cut], body[cut..]));
            if (!next.Equals(result))
            {
                return next; // The results differ, so one of them differs from that of the span.
            }
        }

        return result;
    }

    private static WebhookParseResult ParseStream(byte[] body)
    {
        using var stream = new SingleByteStream(body);
        var parsing = WebhookParser.Default.ParseAsync(stream);
        return parsing.IsCompleted ? parsing.Result : throw new InvalidOperationException("A stream in memory has all its bytes at once, so nothing waits for it.");
    }
}
