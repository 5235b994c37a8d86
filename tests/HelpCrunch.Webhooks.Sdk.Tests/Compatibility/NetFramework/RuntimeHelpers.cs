namespace System.Runtime.CompilerServices;

/// <summary>The compiler calls <c>GetSubArray</c> for a range of an array. PolySharp does not provide it.</summary>
internal static class RuntimeHelpers
{
    public static T[] GetSubArray<T>(T[] array, Range range)
    {
        var (offset, length) = range.GetOffsetAndLength(array.Length);
        var part = new T[length];
        Array.Copy(array, offset, part, 0, length);
        return part;
    }
}
