using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Identifies a delivery. The size is fixed, so that long ids cannot exhaust the memory of the store. A UUID of the unnamed endpoint is
/// stored unchanged. All other ids are hashed.
/// </summary>
/// <param name="First">The first half of the UUID, or the first quarter of a SHA-256 hash.</param>
/// <param name="Second">The second half of the UUID, or the second quarter of the hash.</param>
/// <param name="IsHash">Whether the key is a hash. With it, a UUID never equals the hash of another id.</param>
internal readonly record struct DeliveryKey(long First, long Second, bool IsHash)
{
    private const int UuidLength = 36;
    private static readonly SearchValues<char> UuidCharacters = SearchValues.Create("0123456789abcdef-");

    public static DeliveryKey From(WebhookDeliveryId delivery)
    {
        // Only the format of HelpCrunch. Guid also parses uppercase letters, white space, and "0x", but those ids are different.
        if (delivery.EndpointName.Length == 0
            && delivery.EventId.Length == UuidLength
            && !delivery.EventId.AsSpan().ContainsAnyExcept(UuidCharacters)
            && Guid.TryParseExact(delivery.EventId, "D", out var id))
        {
            return FromBytes(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in id)), isHash: false);
        }

        return Hash(delivery);
    }

    private static DeliveryKey Hash(WebhookDeliveryId delivery)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, delivery.EndpointName.Length); // Marks the end of the name: "ab" + "c" is not "a" + "bc".
        hash.AppendData(bytes[..sizeof(int)]);
        hash.AppendData(MemoryMarshal.AsBytes(delivery.EndpointName.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(delivery.EventId.AsSpan()));
        hash.GetHashAndReset(bytes);
        return FromBytes(bytes, isHash: true);
    }

    private static DeliveryKey FromBytes(ReadOnlySpan<byte> bytes, bool isHash) =>
        new(BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[sizeof(long)..]), isHash);
}
