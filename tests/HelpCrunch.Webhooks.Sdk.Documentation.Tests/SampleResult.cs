namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>What a sample did.</summary>
internal sealed record SampleResult(int ExitCode, string Output, string Error);
