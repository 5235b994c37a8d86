namespace HelpCrunch.Webhooks.Sdk.Tests.PublicApi;

/// <summary>No other assembly can add a case to what is closed.</summary>
public sealed class DerivationTests
{
    [Theory]
    [InlineData("public sealed record Mine : WebhookEvent;")]
    [InlineData("public sealed record Mine : WebhookEvent<string>;")]
    [InlineData("public sealed record Mine : ChatEvent;")]
    [InlineData("public sealed record Mine : CustomerEvent;")]
    [InlineData("public sealed record Mine : MessageEvent;")]
    [InlineData("public sealed record Mine : WebhookParseResult;")]
    [InlineData("public sealed record Mine : WebhookReceiveResult;")]
    public void AbstractRecord_DerivedInAnotherAssembly_DoesNotCompile(string source)
    {
        var errors = ApiAssembly.Current.ErrorsOf("using HelpCrunch.Webhooks.Sdk; " + source);

        errors.Should().Contain("CS0534", "a member is left that it cannot implement").And.OnlyContain(error => error == "CS0534");
    }

    [Fact]
    public void Source_OfAnotherAssembly_CompilesWithoutThat() =>
        ApiAssembly.Current.ErrorsOf("using HelpCrunch.Webhooks.Sdk; public sealed record Mine(WebhookEvent Event);").Should().BeEmpty();
}
