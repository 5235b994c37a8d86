using System.Security.Cryptography;
using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk.Benchmarks;

/// <summary>The floor: to read every token once, and to hash every byte once.</summary>
internal static class Floor
{
    public static long Walk(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        while (json.Read())
        {
        }

        return json.BytesConsumed;
    }

    public static long HashAndWalk(ReadOnlySpan<byte> body, ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, body, hash);
        return hash[0] + Walk(body);
    }
}
