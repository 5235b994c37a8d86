namespace HelpCrunch.Webhooks.Sdk.Tests.Corpus;

/// <summary>Compares by <see cref="IEquatable{T}"/>. A failure shows every member of both sides.</summary>
internal static class EqualityAssertions
{
    public static void ShouldEqual<T>(this T actual, T expected, string? because = null)
        where T : IEquatable<T>
    {
        if (!actual.Equals(expected))
        {
            Assert.Fail($"Expected the two to be equal{Reason(because)}, but they differ.\n{Both(actual, expected)}");
        }
    }

    public static void ShouldNotEqual<T>(this T actual, T unexpected, string? because = null)
        where T : IEquatable<T>
    {
        if (actual.Equals(unexpected))
        {
            Assert.Fail($"Expected the two to differ{Reason(because)}, but they are equal.\n{Both(actual, unexpected)}");
        }
    }

    private static string Reason(string? because) => because is null ? "" : $" because {because}";

    private static string Both<T>(T actual, T other)
        where T : notnull
    {
        var (left, right) = (Rendering.Of(actual), Rendering.Of(other));
        var first = left.Split('\n').Zip(right.Split('\n')).FirstOrDefault(lines => lines.First != lines.Second);
        return $"First difference: {first.First?.Trim()} instead of {first.Second?.Trim()}\nActual:\n{left}\nCompared with:\n{right}";
    }
}
