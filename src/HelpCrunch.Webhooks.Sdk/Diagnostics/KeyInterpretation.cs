using System.Security.Cryptography;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>One reading of one key, ready to sign.</summary>
internal sealed class KeyInterpretation(byte[] secret, int hashLength, WebhookSignatureCauses causes, string name) : IDisposable
{
    private readonly HMAC _hmac = hashLength == 32 ? new HMACSHA256(secret) : new HMACSHA1(secret);

    public WebhookSignatureCauses Causes { get; } = causes;

    public int Count { get; } = causes.Count();

    public string Name { get; } = name;

    /// <summary>Whether this key makes this hash of these bytes, compared in constant time.</summary>
    public bool Signs(byte[] body, byte[] hash) => CryptographicOperations.FixedTimeEquals(_hmac.ComputeHash(body), hash);

    public void Dispose() => _hmac.Dispose();
}
