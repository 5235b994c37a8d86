using System.Diagnostics;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>The bodies that take longest relative to a Utf8JsonReader walk, for review.</summary>
internal sealed class Slowest
{
    private const int Count = 5;
    private const int Rounds = 24;

    private readonly List<(double Ratio, int Number, byte[] Body)> _bodies = [];

    /// <summary>Measures a body. If it is a candidate, it is measured again for the fastest of many rounds.</summary>
    public void Look(byte[] body, int number)
    {
        if (Ratio(body, 1) > Least && Ratio(body, Rounds) is var ratio && ratio > Least)
        {
            _bodies.Add((ratio, number, body));
            _bodies.Sort((one, other) => other.Ratio.CompareTo(one.Ratio));
            _bodies.RemoveRange(Math.Min(Count, _bodies.Count), Math.Max(0, _bodies.Count - Count));
        }
    }

    public IEnumerable<string> Lines() =>
        from body in _bodies
        let parse = Quickest(body.Body, Rounds * 8, Parse)
        let walk = Quickest(body.Body, Rounds * 8, Walk)
        select FormattableString.Invariant(
            $"{parse / (double)Math.Max(1, walk):0.0} x the walk ({1e6 * parse / Stopwatch.Frequency:0.0} us for {body.Body.Length} bytes), --only {body.Number}");

    private double Least => _bodies.Count < Count ? 0 : _bodies[^1].Ratio;

    private static double Ratio(byte[] body, int rounds) =>
        Quickest(body, rounds, Parse) / (double)Math.Max(1, Quickest(body, rounds, Walk));

    private static void Parse(byte[] body) => WebhookParser.Default.Parse(body);

    private static void Walk(byte[] body) => Oracle.Walk(body);

    private static long Quickest(byte[] body, int rounds, Action<byte[]> action)
    {
        var quickest = long.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                action(body);
            }
            catch (JsonException)
            {
                // The walk throws for invalid JSON, like the parser.
            }

            quickest = Math.Min(quickest, Stopwatch.GetTimestamp() - start);
        }

        return quickest;
    }
}
