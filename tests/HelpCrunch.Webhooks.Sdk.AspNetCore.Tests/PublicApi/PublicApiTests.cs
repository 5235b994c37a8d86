using HelpCrunch.Webhooks.Sdk.Tests.PublicApi;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public Task PublicApi_EachTarget_IsApproved(string target) => ApprovedApi.CompareAsync("HelpCrunch.Webhooks.Sdk.AspNetCore", target);
}
