using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// A delivery in a fixed size and without references: a sender of long ids cannot fill the memory, and the garbage collector has
/// nothing to follow in a store of many.
/// </summary>
/// <param name="First">A half of the id, when it is a UUID of the unnamed endpoint; a quarter of a SHA-256 otherwise.</param>
/// <param name="Second">The other half, or another quarter: together nobody can make them collide.</param>
/// <param name="IsDigest">Which of the two: so that no UUID can be made up to be taken for another's digest.</param>
internal readonly record struct DeliveryKey(long First, long Second, bool IsDigest)
{
    private const int UuidLength = 36;
    private static readonly SearchValues<char> UuidCharacters = SearchValues.Create("0123456789abcdef-");

    public static DeliveryKey Of(WebhookDeliveryId delivery)
    {
        // As HelpCrunch writes them. An id is a string: one in upper case, between blanks, or with the "0x" that Guid also reads is
        // another.
        if (delivery.EndpointName.Length == 0
            && delivery.EventId.Length == UuidLength
            && !delivery.EventId.AsSpan().ContainsAnyExcept(UuidCharacters)
            && Guid.TryParseExact(delivery.EventId, "D", out var id))
        {
            return From(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in id)), isDigest: false);
        }

        return Digest(delivery);
    }

    private static DeliveryKey Digest(WebhookDeliveryId delivery)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, delivery.EndpointName.Length); // Where the name ends: "ab" + "c" is not "a" + "bc".
        hash.AppendData(bytes[..sizeof(int)]);
        hash.AppendData(MemoryMarshal.AsBytes(delivery.EndpointName.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(delivery.EventId.AsSpan()));
        hash.GetHashAndReset(bytes);
        return From(bytes, isDigest: true);
    }

    private static DeliveryKey From(ReadOnlySpan<byte> bytes, bool isDigest) =>
        new(BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[sizeof(long)..]), isDigest);
}
