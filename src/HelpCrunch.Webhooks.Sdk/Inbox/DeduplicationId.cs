using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Creates the text by which an inbox recognizes a redelivery.</summary>
internal static class DeduplicationId
{
    private const int MaxLength = 128;

    /// <summary>
    /// The text is readable for usual ids, so that operators find a delivery by its id. Databases cannot store every text, and queues limit
    /// the length and the characters, so other ids are hashed.
    /// </summary>
    public static string Of(WebhookInboxMessage message)
    {
        // A blank id does not identify a delivery. Only the same bytes are the same delivery.
        return string.IsNullOrWhiteSpace(message.Id)
            ? Hash(message.EndpointName, message.Account, message.Body.Span)
            : InScope(message.EndpointName, message.Account, message.Id!);
    }

    /// <summary>Creates a text that is different for each endpoint and account.</summary>
    public static string InScope(string endpointName, string? account, string id)
    {
        var text = account is not null ? $"{endpointName}/{account}/{id}" : endpointName.Length > 0 ? $"{endpointName}/{id}" : id;
        return text.Length <= MaxLength && IsSimple(endpointName) && IsSimple(account) && IsSimple(id)
            ? text
            : Hash(endpointName, account, MemoryMarshal.AsBytes(id.AsSpan()));
    }

    private static bool IsSimple(string? part) =>
        part is null || part.All(static character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_');

    private static string Hash(string endpointName, string? account, ReadOnlySpan<byte> idOrBody)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // The lengths separate the parts: different parts never result in the same bytes.
        hash.AppendData(Encoding.ASCII.GetBytes($"{endpointName.Length} {account?.Length} "));
        hash.AppendData(MemoryMarshal.AsBytes(endpointName.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(account.AsSpan()));
        hash.AppendData(idOrBody);
        var text = new StringBuilder("sha256:", capacity: 71);
        foreach (var value in hash.GetHashAndReset())
        {
            text.Append(Hexadecimal.Character(value >> 4)).Append(Hexadecimal.Character(value & 15));
        }

        return text.ToString();
    }
}
