using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

/// <summary>
/// Claims and completes new deliveries in a shared store, and with its statements issued directly. Short rounds alternate, because the speed
/// of the machine varies.
/// </summary>
internal static class StoresRun
{
    private const int WarmUps = 2;
    private const int Pairs = 5;
    private const double LowestRatio = 0.8;
    private static readonly (int Callers, int Deliveries)[] Loads = [(1, 1_000), (32, 8_000)];

    /// <summary>Measures the store that the connection string belongs to. One with <c>Host=</c> is of PostgreSQL.</summary>
    public static async Task<bool> RunAsync(string connection, CancellationToken cancellationToken)
    {
        await using var target = connection.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            ? await PostgreSqlTarget.CreateAsync(connection)
            : await RedisTarget.CreateAsync(connection);
        var store = target.Services.GetRequiredService<IWebhookDeliveryStore>();
        Console.WriteLine($"""
            {target.Name}, claim and completion of new deliveries; medians of {Pairs} rounds; {await LoadAverage.ReadAsync(cancellationToken)}:
            | callers | | deliveries / s | median | 99th percentile |
            | --- | --- | --- | --- | --- |
            """);
        var ok = true;
        foreach (var (callers, deliveries) in Loads)
        {
            List<Round> direct = [];
            List<Round> measured = [];
            for (var pair = 0; pair < WarmUps + Pairs; pair++)
            {
                direct.Add(await MeasureAsync(target.ClaimAndCompleteAsync, callers, deliveries, cancellationToken));
                measured.Add(await MeasureAsync((id, token) => ClaimAndCompleteAsync(store, id, token), callers, deliveries, cancellationToken));
            }

            direct.RemoveRange(0, WarmUps); // The rounds in which code was compiled.
            measured.RemoveRange(0, WarmUps);
            var ratio = Round.Ratio(measured, direct);
            ok &= ratio >= LowestRatio;
            Console.WriteLine($"""
                | {callers} | the statements | {Round.Describe(direct)} |
                | | the store | {Round.Describe(measured)} |
                | | {ratio:P0} of the statements | | | |
                """);
        }

        Console.WriteLine($"At the end: {await LoadAverage.ReadAsync(cancellationToken)}.");
        return ok;
    }

    private static async Task ClaimAndCompleteAsync(IWebhookDeliveryStore store, string id, long token)
    {
        var delivery = new WebhookDeliveryId("", id);
        var claim = await store.ClaimAsync(new() { Delivery = delivery, ClaimToken = token, ExpiresAfter = StoreTarget.ExpiresAfter }, CancellationToken.None);
        if (claim.Status != WebhookDeliveryClaimStatus.Claimed)
        {
            throw new InvalidOperationException($"The claim is {claim.Status}.");
        }

        await store.CompleteAsync(new() { Delivery = delivery, ClaimToken = token, RememberFor = StoreTarget.RememberFor }, CancellationToken.None);
    }

    private static Task<Round> MeasureAsync(Func<string, long, Task> claimAndCompleteAsync, int callers, int deliveries, CancellationToken cancellationToken)
    {
        var ids = Enumerable.Range(0, deliveries).Select(_ => Guid.NewGuid().ToString()).ToArray();
        return Round.MeasureAsync(deliveries, callers, (_, index) => claimAndCompleteAsync(ids[index], index), cancellationToken);
    }
}
