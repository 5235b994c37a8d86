namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>The response that a client gets.</summary>
internal sealed record EndpointResponse(int Status, string? ContentType, string Body)
{
    public static EndpointResponse Empty(int status) => new(status, null, "");
}
