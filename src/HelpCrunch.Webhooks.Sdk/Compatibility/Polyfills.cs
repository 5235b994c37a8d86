using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Members of newer runtimes, with the same names and signatures, so that call sites do not need <c>#if</c>.</summary>
internal static class Polyfills
{
    extension(ArgumentNullException)
    {
        public static void ThrowIfNull([NotNull] object? argument, [CallerArgumentExpression(nameof(argument))] string? paramName = null)
        {
            if (argument is null)
            {
                throw new ArgumentNullException(paramName);
            }
        }
    }

    extension(IncrementalHash hash)
    {
        public void AppendData(ReadOnlySpan<byte> data) => hash.AppendData(data.ToArray());

        public int GetHashAndReset(Span<byte> destination)
        {
            var bytes = hash.GetHashAndReset();
            bytes.CopyTo(destination);
            return bytes.Length;
        }
    }

    extension(Encoding encoding)
    {
        public unsafe string GetString(ReadOnlySpan<byte> bytes)
        {
            if (bytes.IsEmpty)
            {
                return "";
            }

            fixed (byte* first = bytes)
            {
                return encoding.GetString(first, bytes.Length);
            }
        }
    }

    extension(Stopwatch)
    {
        public static TimeSpan GetElapsedTime(long startingTimestamp)
        {
            var elapsed = Stopwatch.GetTimestamp() - startingTimestamp;
            var seconds = elapsed / Stopwatch.Frequency;
            var remainder = elapsed % Stopwatch.Frequency; // Converted separately, so that the product cannot overflow.
            return new TimeSpan((seconds * TimeSpan.TicksPerSecond) + (remainder * TimeSpan.TicksPerSecond / Stopwatch.Frequency));
        }
    }

    extension(Stream stream)
    {
        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            if (!MemoryMarshal.TryGetArray((ReadOnlyMemory<byte>)buffer, out var array))
            {
                throw new ArgumentException("The buffer is not an array.", nameof(buffer));
            }

            return await stream.ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>Compares bytes in a time that depends only on their number.</summary>
internal static class CryptographicOperations
{
    // Not inlined or optimized, so that a compiler cannot end the loop early.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    public static bool FixedTimeEquals(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        var difference = 0;
        for (var index = 0; index < left.Length; index++)
        {
            difference |= left[index] ^ right[index];
        }

        return difference == 0;
    }
}

/// <summary>The features of the runtime.</summary>
internal static class RuntimeFeature
{
    public static bool IsDynamicCodeSupported => true;
}
