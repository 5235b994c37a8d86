namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>
/// SplitMix64. Every mutation has its own instance, from the seed of the run and the number of the mutation, so that a mutation can be repeated
/// without previous ones, on any runtime.
/// </summary>
internal sealed class FuzzRandom(ulong seed, ulong number)
{
    private ulong _state = Mix(seed) ^ (Mix(number + 0x632BE59BD9B4E019) * 3);

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>A length up to the limit, mostly small.</summary>
    public int Length(int limit) => Math.Min(limit, 1 + Below(Below(8) == 0 ? 256 : 12));

    private ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
