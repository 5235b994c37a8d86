using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Identifies a delivery. Redeliveries have the same id. The same event id at two endpoints identifies two deliveries.</summary>
/// <param name="EndpointName">The name of the endpoint; empty for the unnamed one.</param>
/// <param name="EventId">
/// The <c>id</c> of the event, as sent. At an endpoint with an <see cref="HelpCrunchWebhooksEndpointOptions.AccountResolver"/>, the escaped id
/// of the account and a slash precede it, because two accounts may send the same <c>id</c>.
/// </param>
public readonly record struct WebhookDeliveryId(string EndpointName, string EventId)
{
    private const int LongestReadableKey = 200;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("%-./0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>
    /// Gets a key for a database: at most 200 printable ASCII characters, different for different deliveries. It is the endpoint name, a
    /// slash, and the event id, such as <c>/252041ed-62a7-4303-81f9-842ec6e8d18f</c>. If one of them is too long or has other characters than
    /// <c>A-Z a-z 0-9 - . _</c> (and <c>% / :</c> in the event id), it is <c>sha256:</c> and a hash of both. Databases cannot store every
    /// event id, for example one with U+0000. Compare keys by their characters, case-sensitively.
    /// </summary>
    /// <returns>The key.</returns>
    public string ToStorageKey()
    {
        var (name, id) = (EndpointName ?? "", EventId ?? ""); // They are null in the default value of the struct.
        return name.Length + 1 + id.Length <= LongestReadableKey
            && !name.AsSpan().ContainsAnyExcept(NameCharacters)
            && !id.AsSpan().ContainsAnyExcept(IdCharacters)
                ? $"{name}/{id}"
                : Hash(name, id); // A readable key has a slash, and this one has none.
    }

    private static string Hash(string name, string id)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> nameLength = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(nameLength, name.Length); // Marks the end of the name: "ab" + "c" is not "a" + "bc".
        hash.AppendData(nameLength);
        hash.AppendData(MemoryMarshal.AsBytes(name.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(id.AsSpan())); // UTF-16, because a lone surrogate has no UTF-8.
        return "sha256:" + Convert.ToHexString(hash.GetHashAndReset());
    }
}
