using HelpCrunch.Webhooks.Sdk.LoadGenerator;

// Takes about two minutes:
//   dotnet run -c Release --project benchmarks/HelpCrunch.Webhooks.Sdk.LoadGenerator
//   dotnet run -c Release --project benchmarks/HelpCrunch.Webhooks.Sdk.LoadGenerator -- throughput
//   dotnet run -c Release --project benchmarks/HelpCrunch.Webhooks.Sdk.LoadGenerator -- mixed
using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
var ok = true;
if (args is [] or ["throughput"])
{
    ok &= await ThroughputRun.RunAsync(limit.Token);
}

if (args is [] or ["mixed"])
{
    ok &= await MixedRun.RunAsync(limit.Token);
}

return ok ? 0 : 1;
