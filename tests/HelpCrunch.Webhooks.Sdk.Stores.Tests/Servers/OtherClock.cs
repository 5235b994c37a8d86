using System.Diagnostics;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

/// <summary>Lets the clock of a process differ from that of the machine. It needs the Debian package <c>libfaketime</c>.</summary>
public static class OtherClock
{
    private static readonly string? Library = FindLibrary();

    /// <summary>Why a test that needs this and <see cref="PostgreSqlServer"/> is skipped, or null.</summary>
    public static string? SkipReason => PostgreSqlServer.IsInstalled && Library is not null
        ? null
        : "NOT RUN: PostgreSQL or libfaketime is not installed. The Debian packages are postgresql and libfaketime.";

    /// <summary>Moves the clock of the process by the difference. Timers and timeouts do not change.</summary>
    public static void ApplyTo(ProcessStartInfo start, TimeSpan difference)
    {
        if (difference != TimeSpan.Zero)
        {
            start.Environment["LD_PRELOAD"] = Library ?? throw new InvalidOperationException("libfaketime is not installed.");
            start.Environment["FAKETIME"] = FormattableString.Invariant($"{difference.TotalSeconds:+0;-0}s");
            start.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
            start.Environment["DONT_FAKE_MONOTONIC"] = "1"; // The name in versions before 0.9.10.
        }
    }

    /// <summary>Deletes the files that a killed process leaves in the shared memory. A later process can get its id, and would use them.</summary>
    public static void CleanUp(int processId)
    {
        File.Delete($"/dev/shm/faketime_shm_{processId}");
        File.Delete($"/dev/shm/sem.faketime_sem_{processId}");
    }

    /// <summary>Debian has a folder of libraries for each architecture.</summary>
    private static string? FindLibrary() => !Directory.Exists("/usr/lib")
        ? null
        : Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu*").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);
}
