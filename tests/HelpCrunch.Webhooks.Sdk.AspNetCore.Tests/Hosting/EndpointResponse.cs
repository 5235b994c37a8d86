namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>What a client got.</summary>
internal sealed record EndpointResponse(int Status, string? ContentType, string Body)
{
    public static EndpointResponse Empty(int status) => new(status, null, "");
}
