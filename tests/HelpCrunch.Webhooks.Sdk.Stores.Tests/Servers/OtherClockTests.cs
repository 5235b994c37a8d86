using System.Diagnostics;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

public sealed class OtherClockTests
{
    [PostgreSqlClockFact]
    public async Task CleanUp_KilledProcess_LeavesNoFileInTheSharedMemory()
    {
        var start = new ProcessStartInfo("sh", ["-c", "echo started; read line"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        OtherClock.ApplyTo(start, TimeSpan.FromHours(1));
        using var process = Process.Start(start)!;
        (await process.StandardOutput.ReadLineAsync()).Should().Be("started");
        process.Kill();
        await process.WaitForExitAsync();
        FindFiles().Should().HaveCount(2);

        OtherClock.CleanUp(process.Id);

        FindFiles().Should().BeEmpty();

        string[] FindFiles() => Directory.GetFiles("/dev/shm", $"*faketime_*_{process.Id}");
    }
}
