namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

/// <summary>A row that a handler inserted.</summary>
public sealed class Effect
{
    public long Number { get; set; }

    public required string Id { get; set; }
}
