using System.Diagnostics;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>Starts a process whose clock differs from that of the machine. It needs the Debian package <c>libfaketime</c>.</summary>
public static class OtherClock
{
    private static readonly string? Library = FindLibrary();

    public static bool IsInstalled => Library is not null;

    /// <summary>Moves the clock of the process by the difference. Timers and timeouts do not change.</summary>
    public static void Set(ProcessStartInfo start, TimeSpan difference)
    {
        if (difference != TimeSpan.Zero)
        {
            start.Environment["LD_PRELOAD"] = Library;
            start.Environment["FAKETIME"] = FormattableString.Invariant($"{difference.TotalSeconds:+0;-0}s");
            start.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
            start.Environment["DONT_FAKE_MONOTONIC"] = "1"; // The name in versions before 0.9.10.
        }
    }

    /// <summary>Debian has a folder of libraries for each architecture.</summary>
    private static string? FindLibrary() => !Directory.Exists("/usr/lib")
        ? null
        : Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu*").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);
}
