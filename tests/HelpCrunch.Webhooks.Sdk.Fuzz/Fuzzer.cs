namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>A run of mutations from one seed.</summary>
internal sealed class Fuzzer(ulong seed, IReadOnlyList<EntryPoint> entryPoints)
{
    private const int MaxFindings = 10;
    private const int OneTimedInSoMany = 8;

    private readonly Oracle _oracle = new(entryPoints, new Library());
    private readonly Mutator _mutator = new(Corpus.Load());

    public Slowest SlowestEvents { get; } = new();

    public Slowest SlowestErrors { get; } = new();

    public int Events { get; private set; }

    public int Errors { get; private set; }

    /// <summary>The findings, minimized. At most 10, because one error gives thousands.</summary>
    public IReadOnlyList<(int Number, Finding Finding)> Run(int count, bool timed)
    {
        var findings = new List<(int, Finding)>();
        for (var number = 0; number < count && findings.Count < MaxFindings; number++)
        {
            var body = Body(number);
            if (_oracle.Examine(body, number) is { } finding)
            {
                findings.Add((number, Smaller(finding, number)));
            }
            else
            {
                Count(body, number, timed);
            }
        }

        return findings;
    }

    /// <summary>The body of a mutation, independent of previous ones.</summary>
    public byte[] Body(int number) => _mutator.Mutate(new FuzzRandom(seed, (ulong)number));

    private void Count(byte[] body, int number, bool timed)
    {
        var isEvent = WebhookParser.Default.Parse(body) is WebhookParseResult.Success;
        (Events, Errors) = (Events + (isEvent ? 1 : 0), Errors + (isEvent ? 0 : 1));
        if (timed && number % OneTimedInSoMany == 0)
        {
            (isEvent ? SlowestEvents : SlowestErrors).Look(body, number);
        }
    }

    /// <summary>Removes parts of the body as long as it breaks the same promise.</summary>
    private Finding Smaller(Finding finding, int number)
    {
        for (var length = finding.Body.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= finding.Body.Length;)
            {
                byte[] without = [.. finding.Body[..start], .. finding.Body[(start + length)..]];
                if (_oracle.Examine(without, number) is { } smaller && smaller.Promise == finding.Promise)
                {
                    finding = smaller;
                }
                else
                {
                    start += length;
                }
            }
        }

        return finding;
    }
}
