using System.Globalization;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>The commands that <c>coverage-guided.sh</c> runs.</summary>
internal static class CoverageGuidedCommand
{
    private const int MapSize = 1 << 16;

    /// <summary>The exit code; null if the arguments are not a command.</summary>
    public static int? Run(string[] args)
    {
        AllocateMap();
        switch (args)
        {
            case ["instrument", .. var assemblies]:
                Array.ForEach(assemblies, Instrument);
                return 0;
            case ["prepare", var target, var folder]:
                Prepare(FuzzTarget.Create(target), folder);
                return 0;
            case ["afl", var target]:
                Fuzz(FuzzTarget.Create(target));
                return 0;
            case ["examine", var target, .. var files]:
                return Examine(FuzzTarget.Create(target), files);
            case ["unreached", var report]:
                foreach (var line in new CoverageReport(XDocument.Load(report)).Unreached())
                {
                    Console.WriteLine(line);
                }

                return 0;
            default:
                return null;
        }
    }

    /// <summary>Adds the instructions that report branches to afl-fuzz. Changes the file.</summary>
    private static void Instrument(string assembly) => SharpFuzz.Fuzzer.Instrument(assembly, _ => true, SharpFuzz.Options.Value);

    /// <summary>Writes the seeds and the dictionary.</summary>
    private static void Prepare(FuzzTarget target, string folder)
    {
        var seeds = Directory.CreateDirectory(Path.Combine(folder, "seeds")).FullName;
        var number = 0;
        foreach (var seed in target.Seeds.Where(seed => seed.Length > 0).DistinctBy(Convert.ToBase64String))
        {
            File.WriteAllBytes(Path.Combine(seeds, (number++).ToString("0000", CultureInfo.InvariantCulture)), seed);
        }

        File.WriteAllLines(Path.Combine(folder, "dictionary"), target.Dictionary());
    }

    /// <summary>Takes inputs from afl-fuzz until it ends. A second process examines them, so that a stack overflow or a hang ends only that.</summary>
    private static void Fuzz(FuzzTarget target)
    {
        // Static constructors and caches must not look like branches of an input.
        foreach (var seed in target.Seeds)
        {
            target.Examine(seed);
        }

        SharpFuzz.Fuzzer.OutOfProcess.Run(input =>
        {
            using var bytes = new MemoryStream();
            input.CopyTo(bytes);
            if (target.Examine(bytes.ToArray()) is { } finding)
            {
                throw new InvalidOperationException(finding.ToString());
            }
        });
    }

    /// <summary>Instrumented code writes to this memory until afl-fuzz provides its own.</summary>
    private static unsafe void AllocateMap() => SharpFuzz.Common.Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(MapSize);

    /// <summary>Examines files without afl-fuzz and shows what they break.</summary>
    private static int Examine(FuzzTarget target, string[] files)
    {
        var findings = files.Select(file => target.Examine(File.ReadAllBytes(file))).OfType<Finding>().ToList();
        findings.ForEach(Console.WriteLine);
        Console.WriteLine($"{files.Length} inputs, {findings.Count} broken promises");
        return findings.Count == 0 ? 0 : 1;
    }
}
