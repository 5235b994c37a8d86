using System.Collections;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>An immutable list of ids. Two lists with the same ids are equal, so that records are equal by value.</summary>
internal sealed class IdList : IReadOnlyList<long>, IEquatable<IdList>
{
    public static readonly IdList Empty = new([], 0);

    private readonly long[] _ids;

    private IdList(long[] ids, int count)
    {
        _ids = ids;
        Count = count;
    }

    public int Count { get; }

    private ReadOnlySpan<long> Ids => _ids.AsSpan(0, Count);

    public long this[int index] => Ids[index];

    /// <summary>Creates a list that takes ownership of the array and uses its first items.</summary>
    public static IdList Create(long[] ids, int count) => count == 0 ? Empty : new IdList(ids, count);

    /// <summary>Creates a copy, so that later changes to the caller's list do not change a record.</summary>
    public static IdList From(IEnumerable<long>? ids) => ids as IdList ?? Copy(ids ?? []);

    public bool Equals(IdList? other) => other is not null && Ids.SequenceEqual(other.Ids);

    public override bool Equals(object? obj) => Equals(obj as IdList);

    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var id in Ids)
        {
            hash = unchecked((hash * 31) + id.GetHashCode());
        }

        return hash;
    }

    public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)new ArraySegment<long>(_ids, 0, Count)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Cold path: loads the assembly of LINQ.
    private static IdList Copy(IEnumerable<long> ids)
    {
        var copy = ids.ToArray();
        return Create(copy, copy.Length);
    }
}
