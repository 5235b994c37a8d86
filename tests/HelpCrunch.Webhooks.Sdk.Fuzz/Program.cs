using System.Diagnostics;
using System.Globalization;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>
/// <c>--seed N --count N</c> runs mutations; <c>--seed N --only N</c> repeats one and shows it; <c>--body FILE</c> examines
/// a file. Exit code 1 on a finding.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (CoverageGuidedCommand.Run(args) is { } exitCode)
        {
            return exitCode;
        }

        var seed = (ulong)Option(args, "--seed", 1);
        if (Array.IndexOf(args, "--body") is >= 0 and var body)
        {
            return Examine(File.ReadAllBytes(args[body + 1]));
        }

        if (args.Contains("--only"))
        {
            return Examine(new Fuzzer(seed, EntryPoint.All).Body((int)Option(args, "--only", 0)));
        }

        var count = (int)Option(args, "--count", 200_000);
        var fuzzer = new Fuzzer(seed, EntryPoint.All);
        var watch = Stopwatch.StartNew();
        var findings = fuzzer.Run(count, timed: true);
        foreach (var (number, finding) in findings)
        {
            Console.WriteLine(FormattableString.Invariant($"FINDING (--seed {seed} --only {number}): {finding}"));
        }

        Console.WriteLine(FormattableString.Invariant(
            $"seed {seed}: {fuzzer.Events + fuzzer.Errors + findings.Count} mutations in {watch.Elapsed.TotalSeconds:0} s, {fuzzer.Events} events, {fuzzer.Errors} errors, {findings.Count} findings"));
        Show("slowest events", fuzzer.SlowestEvents);
        Show("slowest errors", fuzzer.SlowestErrors);
        return findings.Count > 0 ? 1 : 0;
    }

    private static int Examine(byte[] body)
    {
        var finding = new Oracle(EntryPoint.All, new Library()).Examine(body, 0);
        Console.WriteLine(finding ?? new Finding("Every promise held.", WebhookParser.Default.Parse(body).ToString(), body));
        return finding is null ? 0 : 1;
    }

    private static void Show(string title, Slowest slowest)
    {
        foreach (var line in slowest.Lines())
        {
            Console.WriteLine($"  {title}: {line}");
        }
    }

    private static long Option(string[] args, string name, long otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at ? long.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
