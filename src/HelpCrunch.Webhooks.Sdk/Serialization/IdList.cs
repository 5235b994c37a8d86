using System.Collections;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>An immutable list of ids that equals another with the same ids, so that the records holding it do too.</summary>
internal sealed class IdList : IReadOnlyList<long>, IEquatable<IdList>
{
    public static readonly IdList Empty = new([]);

    private readonly long[] _ids;

    private IdList(long[] ids) => _ids = ids;

    public int Count => _ids.Length;

    public long this[int index] => _ids[index];

    public static IdList From(ReadOnlySpan<long> ids) => ids.IsEmpty ? Empty : new IdList(ids.ToArray());

    /// <summary>A copy, so that the list a user keeps cannot change a record afterwards.</summary>
    public static IdList From(IEnumerable<long>? ids) => ids as IdList ?? Copy(ids ?? []);

    public bool Equals(IdList? other) => other is not null && _ids.AsSpan().SequenceEqual(other._ids);

    public override bool Equals(object? obj) => Equals(obj as IdList);

    public override int GetHashCode()
    {
        var hash = _ids.Length;
        foreach (var id in _ids)
        {
            hash = unchecked((hash * 31) + id.GetHashCode());
        }

        return hash;
    }

    public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)_ids).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Apart from its caller, because what compiles LINQ loads its assembly.
    private static IdList Copy(IEnumerable<long> ids) => From(ids.ToArray().AsSpan());
}
