using HelpCrunch.Webhooks.Sdk.LoadGenerator;

// Takes about two minutes:
//   dotnet run -c Release --project benchmarks/HelpCrunch.Webhooks.Sdk.LoadGenerator
//   dotnet run -c Release --project benchmarks/HelpCrunch.Webhooks.Sdk.LoadGenerator -- throughput
//   dotnet run -c Release --project benchmarks/HelpCrunch.Webhooks.Sdk.LoadGenerator -- mixed
// With a server, that of a connection string of PostgreSQL or Redis:
//   dotnet run -c Release --project benchmarks/HelpCrunch.Webhooks.Sdk.LoadGenerator -- stores "Host=localhost;Username=postgres;Max Auto Prepare=20"
//   dotnet run -c Release --project benchmarks/HelpCrunch.Webhooks.Sdk.LoadGenerator -- inbox "Host=localhost;Username=postgres"
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

if (args is ["stores", var connection])
{
    ok &= await StoresRun.RunAsync(connection, limit.Token);
}

if (args is ["inbox", var database])
{
    ok &= await InboxRun.RunAsync(database, limit.Token);
}

return ok ? 0 : 1;
