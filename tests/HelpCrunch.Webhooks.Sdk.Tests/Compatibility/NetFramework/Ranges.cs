// What the compiler asks for when it meets [^1] and [1..].
namespace System
{
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public static implicit operator Index(int value) => new(value);

        public int GetOffset(int length) => fromEnd ? length - value : value;
    }

    internal readonly struct Range(Index start, Index end)
    {
        public Index Start { get; } = start;

        public Index End { get; } = end;

        public static Range StartAt(Index start) => new(start, new Index(0, fromEnd: true));

        public static Range EndAt(Index end) => new(0, end);
    }
}

namespace System.Runtime.CompilerServices
{
    internal static class RuntimeHelpers
    {
        public static T[] GetSubArray<T>(T[] array, Range range)
        {
            var start = range.Start.GetOffset(array.Length);
            var part = new T[range.End.GetOffset(array.Length) - start];
            Array.Copy(array, start, part, 0, part.Length);
            return part;
        }
    }
}
