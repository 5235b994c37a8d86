namespace HelpCrunch.Webhooks.Sdk.Tests.PublicApi;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("netstandard2.0")]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public Task PublicApi_OfEachTarget_IsTheApprovedOne(string target) => ApprovedApi.CompareAsync("HelpCrunch.Webhooks.Sdk", target);
}
