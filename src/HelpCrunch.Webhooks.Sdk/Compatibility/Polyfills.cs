using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What newer runtimes have, under its own names, so that call sites carry no <c>#if</c>.</summary>
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
            var rest = elapsed % Stopwatch.Frequency; // Apart, so that the product cannot overflow.
            return new TimeSpan((seconds * TimeSpan.TicksPerSecond) + (rest * TimeSpan.TicksPerSecond / Stopwatch.Frequency));
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

/// <summary>Comparison in a time that depends on the lengths alone.</summary>
internal static class CryptographicOperations
{
    // Neither inlined nor optimised: no compiler may find out that the loop could stop early.
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

/// <summary>What the runtime can do.</summary>
internal static class RuntimeFeature
{
    public static bool IsDynamicCodeSupported => true;
}
