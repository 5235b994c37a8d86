using HelpCrunch.Webhooks.Sdk.Tests.PublicApi;

namespace HelpCrunch.Webhooks.Sdk.Stores.Tests;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("HelpCrunch.Webhooks.Sdk.PostgreSql", "net8.0")]
    [InlineData("HelpCrunch.Webhooks.Sdk.PostgreSql", "net10.0")]
    [InlineData("HelpCrunch.Webhooks.Sdk.Redis", "net8.0")]
    [InlineData("HelpCrunch.Webhooks.Sdk.Redis", "net10.0")]
    public Task PublicApi_EachTarget_IsApproved(string package, string target) => ApprovedApi.CompareAsync(package, target);
}
