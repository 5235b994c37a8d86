using System.Globalization;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>The size of the slow tests. The defaults are small. Environment variables set the sizes of a long run, as tests/README.md describes.</summary>
internal static class RunSize
{
    /// <summary>How many deliveries are sent while instances are killed.</summary>
    public static int Deliveries => Read("STORE_TESTS_DELIVERIES", 2_000);

    /// <summary>How many deliveries wait in an inbox.</summary>
    public static int Waiting => Read("STORE_TESTS_WAITING", 12_000);

    /// <summary>How many deliveries a second are sent during an outage.</summary>
    public static int PerSecond => Read("STORE_TESTS_PER_SECOND", 50);

    /// <summary>How long an outage lasts.</summary>
    public static TimeSpan Outage => TimeSpan.FromSeconds(Read("STORE_TESTS_OUTAGE_SECONDS", 3));

    private static int Read(string variable, int size) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : size;
}
