using System.Diagnostics;
using System.Globalization;

namespace HelpCrunch.Webhooks.Sdk.Benchmarks;

/// <summary>
/// The first event of a new process, which must load and compile all code, as a serverless host does at every
/// cold start. Each run is a separate process. It reads the body from standard input and prints the microseconds.
/// </summary>
internal static class ColdStart
{
    private static readonly string[] Ways = ["WebhookParser.Parse", "JsonSerializer, reflection", "JsonSerializer, source generation", "Newtonsoft.Json"];

    public static void Compare(int runs)
    {
        var times = Ways.ToDictionary(way => way, _ => new List<double>());
        for (var run = 0; run < runs; run++)
        {
            foreach (var way in Ways) // In turn, so that other work on the machine affects all of them.
            {
                times[way].Add(TimeInFreshProcess(way));
            }
        }

        var ours = Median(times[Ways[0]]);
        Console.WriteLine($"First event in a fresh process, median of {runs} processes each");
        Console.WriteLine();
        Console.WriteLine("| way | ms | fastest | slowest | ratio |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var (way, measured) in times)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {way} | {Median(measured):0.0} | {measured.Min():0.0} | {measured.Max():0.0} | {Median(measured) / ours:0.00} |"));
        }
    }

    public static void TimeFirstEvent(string way)
    {
        using var input = Console.OpenStandardInput();
        using var buffer = new MemoryStream();
        input.CopyTo(buffer);
        var body = buffer.ToArray();

        var started = Stopwatch.GetTimestamp();
        var id = way switch
        {
            "WebhookParser.Parse" => FirstEvent.Ours(body),
            "JsonSerializer, reflection" => FirstEvent.Reflection(body),
            "JsonSerializer, source generation" => FirstEvent.SourceGeneration(body),
            "Newtonsoft.Json" => FirstEvent.Newtonsoft(body),
            _ => throw new ArgumentException($"Unknown way '{way}'. Use one of: {string.Join("; ", Ways)}.", nameof(way)),
        };
        var elapsed = Stopwatch.GetElapsedTime(started);

        Console.WriteLine(id == 5224081 ? elapsed.TotalMicroseconds.ToString(CultureInfo.InvariantCulture) : "The chat's id is not the documented one.");
    }

    private static double TimeInFreshProcess(string way)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ColdStart).Assembly.Location, "first-event", way])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        process.StandardInput.BaseStream.Write(Body.Documented.Bytes);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(output, CultureInfo.InvariantCulture) / 1000;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>A separate class, so that a process loads only what its way needs.</summary>
    private static class FirstEvent
    {
        public static long Ours(byte[] body) => ((ChatEvent)WebhookParser.Default.Parse(body).GetEventOrThrow()).EventData.ChatId;

        public static long Reflection(byte[] body) => PlainReaders.Reflection(body).EventData.ChatId;

        public static long SourceGeneration(byte[] body) => PlainReaders.SourceGeneration(body).EventData.ChatId;

        public static long Newtonsoft(byte[] body) => PlainReaders.Newtonsoft(body).EventData.ChatId;
    }
}
