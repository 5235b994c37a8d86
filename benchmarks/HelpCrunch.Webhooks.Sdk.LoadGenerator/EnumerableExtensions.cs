namespace HelpCrunch.Webhooks.Sdk.LoadGenerator;

internal static class EnumerableExtensions
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
