namespace HelpCrunch.Webhooks.Sdk.Tests.Signing;

public sealed class SigningThreadsTests
{
    [Fact]
    public void ComputeAndVerify_OnManyThreads_GiveTheSameResult()
    {
        var key = new WebhookSigningKey("made-up-signing-key");
        var bodies = Enumerable.Range(0, 100).Select(index => new byte[index * 37]).ToArray();
        var alone = bodies.Select(body => WebhookSignature.Compute(body, new WebhookSigningKey("made-up-signing-key"))).ToArray();

        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, index =>
        {
            var body = bodies[index % bodies.Length];
            var signature = WebhookSignature.Compute(body, key);
            signature.Should().Be(alone[index % bodies.Length]);
            WebhookSignature.Verify(body, signature, key).Should().Be(WebhookSignatureStatus.Valid);
        });
    }
}
