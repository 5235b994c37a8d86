using HelpCrunch.Webhooks.Sdk.Tests.PublicApi;

namespace HelpCrunch.Webhooks.Sdk.Wolverine.Tests;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("net9.0")]
    [InlineData("net10.0")]
    public Task PublicApi_EachTarget_IsApproved(string target) => ApprovedApi.CompareAsync("HelpCrunch.Webhooks.Sdk.Wolverine", target);
}
