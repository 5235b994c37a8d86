using HelpCrunch.Webhooks.Sdk.Tests.PublicApi;

namespace HelpCrunch.Webhooks.Sdk.Testing.Tests.PublicApi;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("netstandard2.0")]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public Task PublicApi_EachTarget_IsApproved(string target) => ApprovedApi.CompareAsync("HelpCrunch.Webhooks.Sdk.Testing", target);
}
