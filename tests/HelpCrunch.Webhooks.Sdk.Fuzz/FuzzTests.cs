using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

public sealed class FuzzTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public void Run_FixedSeed_FindsNothing()
    {
        var fuzzer = new Fuzzer(seed: 1, EntryPoint.All);

        fuzzer.Run(200_000, timed: false).Should().BeEmpty();

        // The run must contain enough of both.
        fuzzer.Events.Should().BeGreaterThan(50_000);
        fuzzer.Errors.Should().BeGreaterThan(50_000);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Run_EntryPointThrows_IsFoundAndMinimized()
    {
        var broken = new EntryPoint("broken", _ => true, (body, _) => body.AsSpan().IndexOf("perfect"u8) < 0
            ? WebhookParser.Default.Parse(body)
            : throw new InvalidOperationException());

        var (_, finding) = new Fuzzer(seed: 1, [.. EntryPoint.All, broken]).Run(20_000, timed: false)[0];

        finding.Promise.Should().Be("Parse never throws, but the broken did.");
        Encoding.UTF8.GetString(finding.Body).Should().Be("perfect");
    }

    [Fact]
    public void Run_EntryPointReadsSomethingElse_IsFound()
    {
        var broken = new EntryPoint("broken", _ => true, (body, _) => WebhookParser.Default.Parse(body.AsSpan().TrimEnd((byte)'}')));

        new Fuzzer(seed: 1, [.. EntryPoint.All, broken]).Run(100, timed: false)[0].Finding.Promise
            .Should().Be("All entry points agree, but the broken does not.");
    }

    [Fact]
    public void Body_SameSeedAndNumber_IsTheSameBody()
    {
        new Fuzzer(7, EntryPoint.All).Body(12_345).Should().Equal(new Fuzzer(7, EntryPoint.All).Body(12_345));
        new Fuzzer(7, EntryPoint.All).Body(12_345).Should().NotEqual(new Fuzzer(8, EntryPoint.All).Body(12_345));
    }
}
