using System.Collections.Concurrent;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>The runs of the handler, by id. Some runs fail, depending on the seed.</summary>
internal sealed class RunCounts(int seed)
{
    private readonly ConcurrentDictionary<string, (int Runs, int Successes, int RunsAfterSuccess)> _counts = new(StringComparer.Ordinal);
    private readonly Random _random = new(seed);

    public int Ids => _counts.Count;

    public int Failures => _counts.Values.Sum(count => count.Runs - count.Successes);

    public int HandledOnce => _counts.Values.Count(count => count.Successes == 1);

    public int RunsAfterSuccess => _counts.Values.Sum(count => count.RunsAfterSuccess);

    public bool Has(string id) => _counts.ContainsKey(id);

    public async Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        bool fails;
        lock (_random)
        {
            fails = _random.Next(10) == 0;
        }

        await Task.Yield(); // So that duplicates arrive while it runs.
        _counts.AddOrUpdate(
            webhookEvent.Id,
            _ => (1, fails ? 0 : 1, 0),
            (_, count) => (count.Runs + 1, count.Successes + (fails ? 0 : 1), count.RunsAfterSuccess + (count.Successes > 0 ? 1 : 0)));
        if (fails)
        {
            throw new InvalidOperationException("At random.");
        }
    }
}
