namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>What a client got.</summary>
internal sealed record Answer(int Status, string? ContentType, string Body)
{
    public static Answer Empty(int status) => new(status, null, "");
}
