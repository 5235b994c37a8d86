using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Tests;

/// <summary>Members that .NET 8 has and .NET Framework does not, under the same names, so that tests need no #if.</summary>
internal static class NetFrameworkPolyfills
{
    extension(Convert)
    {
        public static string ToHexString(byte[] bytes) => string.Concat(bytes.Select(value => value.ToString("X2", CultureInfo.InvariantCulture)));

        public static byte[] FromHexString(string text) =>
            [.. Enumerable.Range(0, text.Length / 2).Select(index => byte.Parse(text.Substring(2 * index, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
    }

    extension(DateTimeOffset)
    {
        public static DateTimeOffset UnixEpoch => DateTimeOffset.FromUnixTimeSeconds(0);
    }

    extension(HMACSHA1)
    {
        public static byte[] HashData(byte[] key, byte[] source)
        {
            using var hmac = new HMACSHA1(key);
            return hmac.ComputeHash(source);
        }
    }

    extension(Enum)
    {
        public static TEnum[] GetValues<TEnum>()
            where TEnum : struct, Enum => (TEnum[])Enum.GetValues(typeof(TEnum));
    }

    extension(File)
    {
        public static Task<string> ReadAllTextAsync(string path, Encoding encoding) => Task.FromResult(File.ReadAllText(path, encoding));

        public static Task WriteAllTextAsync(string path, string contents, Encoding encoding)
        {
            File.WriteAllText(path, contents, encoding);
            return Task.CompletedTask;
        }
    }

    extension(Path)
    {
        /// <summary>Supports only a path below the other one.</summary>
        public static string GetRelativePath(string relativeTo, string path) => path.Substring(relativeTo.TrimEnd(Path.DirectorySeparatorChar).Length + 1);
    }

    extension(Encoding encoding)
    {
        public ReadOnlySpan<byte> Preamble => encoding.GetPreamble();

        public string GetString(ReadOnlySpan<byte> bytes) => encoding.GetString(bytes.ToArray());
    }

    extension(Type type)
    {
        public bool IsAssignableTo(Type target) => target.IsAssignableFrom(type);
    }

    extension(CancellationTokenSource source)
    {
        public Task CancelAsync()
        {
            source.Cancel();
            return Task.CompletedTask;
        }
    }

    extension(Random random)
    {
        public void Shuffle<T>(T[] values)
        {
            for (var last = values.Length - 1; last > 0; last--)
            {
                var other = random.Next(last + 1);
                (values[last], values[other]) = (values[other], values[last]);
            }
        }
    }

    extension(StringBuilder text)
    {
        public StringBuilder AppendJoin(string separator, IEnumerable<string?> values) => text.Append(string.Join(separator, values));
    }

    extension(string text)
    {
        public static string Join(char separator, IEnumerable<string?> values) => string.Join(separator.ToString(), values);

        public string[] Split(string separator) => text.Split([separator], StringSplitOptions.None);

        /// <summary>.NET Framework always compares ordinally.</summary>
        public string Replace(string oldValue, string newValue, StringComparison comparison) =>
            comparison == StringComparison.Ordinal ? text.Replace(oldValue, newValue) : throw new ArgumentOutOfRangeException(nameof(comparison));

        public int IndexOf(char value, StringComparison comparison) => text.IndexOf(value.ToString(), comparison);

        public string ReplaceLineEndings(string replacement) => text.Replace("\r\n", "\n").Replace("\n", replacement);

        public IEnumerable<TextRune> EnumerateRunes()
        {
            for (var index = 0; index < text.Length; index++)
            {
                yield return new TextRune(char.ConvertToUtf32(text, index));
                index += char.IsHighSurrogate(text[index]) ? 1 : 0;
            }
        }
    }

    extension<T>(IEnumerable<T> items)
    {
        public IEnumerable<T> DistinctBy<TKey>(Func<T, TKey> key) => items.GroupBy(key).Select(group => group.First());

        public IEnumerable<T> Order(IComparer<T> comparer) => items.OrderBy(item => item, comparer);

        public IEnumerable<(T First, TOther Second)> Zip<TOther>(IEnumerable<TOther> others) => items.Zip(others, (first, second) => (first, second));
    }

    public static void Deconstruct<TKey, TValue>(this KeyValuePair<TKey, TValue> pair, out TKey key, out TValue value) => (key, value) = (pair.Key, pair.Value);

    public static Span<byte> TrimEnd(this Span<byte> bytes, ReadOnlySpan<byte> trimmed)
    {
        while (!bytes.IsEmpty && trimmed.IndexOf(bytes[bytes.Length - 1]) >= 0)
        {
            bytes = bytes.Slice(0, bytes.Length - 1);
        }

        return bytes;
    }

    /// <summary>A Unicode scalar value.</summary>
    public readonly record struct TextRune(int Value)
    {
        public override string ToString() => char.ConvertFromUtf32(Value);
    }
}

/// <summary>In a separate class, because the method has the same name as that of SHA-1.</summary>
internal static class Sha256Polyfill
{
    extension(HMACSHA256)
    {
        public static byte[] HashData(byte[] key, byte[] source)
        {
            using var hmac = new HMACSHA256(key);
            return hmac.ComputeHash(source);
        }
    }
}
