using HelpCrunch.Webhooks.Sdk.Tests.PublicApi;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public Task PublicApi_OpenApiPackage_IsApproved() => ApprovedApi.CompareAsync("HelpCrunch.Webhooks.Sdk.OpenApi", "net10.0");
}
