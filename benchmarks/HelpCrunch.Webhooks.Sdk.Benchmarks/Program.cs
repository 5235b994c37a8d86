using BenchmarkDotNet.Running;
using HelpCrunch.Webhooks.Sdk.Benchmarks;

switch (args)
{
    case ["cold-start"]:
        ColdStart.Compare(runs: 15);
        break;
    case ["first-event", var way]:
        ColdStart.TimeFirstEvent(way);
        break;
    case ["quick", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest is [] ? ["--filter", "*"] : rest, BenchmarkConfig.Quick);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, BenchmarkConfig.Thorough);
        break;
}
