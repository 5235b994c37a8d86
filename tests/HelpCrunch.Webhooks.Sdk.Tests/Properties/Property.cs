using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace HelpCrunch.Webhooks.Sdk.Tests.Properties;

/// <summary>
/// Runs a property on values that are the same in every run. A failure's message ends with the seed of the failing value,
/// <c>(1234,5679)</c>: put it in place of the seed below, and the first value is that one.
/// </summary>
internal static class Property
{
    private static readonly Config Config = FsCheck.Config.QuickThrowOnFailure
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_201_209, 193_031), FSharpOption<int>.None)));

    public static void Holds<T>(Gen<T> values, Action<T> property, int times = 400) =>
        Check.One(Config.WithMaxTest(times), Prop.ForAll(values.ToArbitrary(), property));
}
