using FsCheck;
using FsCheck.Fluent;

namespace HelpCrunch.Webhooks.Sdk.Tests.Properties;

/// <summary>The generator of each type that a property takes.</summary>
internal static class Arbitraries
{
    public static Arbitrary<WebhookEvent> Event() => Generators.Event.ToArbitrary();

    public static Arbitrary<DateTimeOffset> Time() => Generators.Time.ToArbitrary();

    public static Arbitrary<byte[]> Bytes() => Generators.Bytes.ToArbitrary();

    public static Arbitrary<NonWhiteSpaceString> Secret() =>
        Generators.Text.Where(text => !string.IsNullOrWhiteSpace(text)).Select(NonWhiteSpaceString.NewNonWhiteSpaceString).ToArbitrary();

    /// <summary>The whole range, for any size of the other values.</summary>
    public static Arbitrary<int> Seed() => Gen.Choose(0, int.MaxValue).ToArbitrary();
}
