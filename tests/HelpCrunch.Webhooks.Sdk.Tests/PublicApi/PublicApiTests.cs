namespace HelpCrunch.Webhooks.Sdk.Tests.PublicApi;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("netstandard2.0")]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public Task PublicApi_EachTarget_IsApproved(string target) => ApprovedApi.CompareAsync("HelpCrunch.Webhooks.Sdk", target);
}
