using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>A way into the parser, by which a body must become what it becomes by every other.</summary>
/// <param name="Name">The name for the report.</param>
/// <param name="Takes">Whether the body can be passed this way.</param>
/// <param name="Parse">Passes it, the same way for the same number.</param>
internal sealed record Door(string Name, Func<byte[], bool> Takes, Func<byte[], int, WebhookParseResult> Parse)
{
    private const int MaxCutEverywhere = 256;
    private const int OneInSoMany = 32;

    /// <summary>The doors that take bytes or texts; the span, which the others are compared with, is the first.</summary>
    public static IReadOnlyList<Door> All { get; } =
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
                return next; // It differs from the one before, so one of the two differs from the span's.
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
