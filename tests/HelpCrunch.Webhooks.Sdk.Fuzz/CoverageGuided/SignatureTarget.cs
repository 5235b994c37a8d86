using System.Security.Cryptography;
using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>
/// The input has parts that are separated by null bytes: the header, the secret of the first key, the received body, and the signed body
/// if it is another one. A placeholder in the header stands for the signature of the signed body with <see cref="SignerSecret"/>.
/// </summary>
internal sealed class SignatureTarget(Func<byte[], string, WebhookSigningKey, WebhookSignatureStatus> verify)
{
    private const string SignerSecret = "made-up-signing-key";
    private const string Sha1 = "{sha1}";
    private const string Sha1Base64 = "{sha1-base64}";
    private const string Sha256 = "{sha256}";
    private const string Sha256Base64 = "{sha256-base64}";

    private static readonly WebhookSigningKey SignerKey = new(SignerSecret, "signer");

    public static FuzzTarget Create() => new(
        "signature",
        [.. Seeds()],
        [Sha1, Sha1Base64, Sha256, Sha256Base64, "sha1=", "sha256=", "\0", "\r\n", "\u200B", "\uFEFF", "\\/", "\\u00e9", "é", SignerSecret, Corpus.Mark],
        new SignatureTarget((body, header, key) => WebhookSignature.Verify(body, header, key)).Examine);

    public Finding? Examine(byte[] input)
    {
        var parts = input.AsSpan().Split((byte)0);
        byte[][] texts = new byte[4][];
        var count = 0;
        foreach (var part in parts)
        {
            if (count < texts.Length)
            {
                texts[count++] = input[part];
            }
        }

        var body = texts[2] ?? [];
        var header = Sign(Encoding.UTF8.GetString(texts[0]), texts[3] ?? body);
        var secret = Encoding.UTF8.GetString(texts[1] ?? []);
        if (!IsKey(secret))
        {
            secret = SignerSecret;
        }

        try
        {
            return Fault(body, header, secret) is var (promise, detail) ? new Finding(promise, detail, input) : null;
        }
        catch (Exception exception)
        {
            return new Finding("No header makes the verification or the diagnostics throw.", exception.ToString(), input);
        }
    }

    /// <summary>Whether a text can be a key. A blank text, or the name of the key, cannot.</summary>
    private static bool IsKey(string secret)
    {
        try
        {
            _ = new WebhookSigningKey(secret, "first");
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private (string Promise, string Detail)? Fault(byte[] body, string header, string secret)
    {
        var key = new WebhookSigningKey(secret, "first");
        var expected = Expected(body, header, secret);
        var status = verify(body, header, key);
        if (status != expected)
        {
            return ("Only the 40 hexadecimal characters of the HMAC-SHA1 are valid.", $"{status} instead of {expected}");
        }

        var keyName = expected == WebhookSignatureStatus.Valid ? "first" : Expected(body, header, SignerSecret) == WebhookSignatureStatus.Valid ? "signer" : null;
        var verification = new WebhookSignatureVerifier(key, SignerKey).Verify(body, header);
        if (verification != new WebhookSignatureVerification(keyName is null ? expected : WebhookSignatureStatus.Valid, keyName))
        {
            return ("A verifier with two keys accepts the signatures of both.", $"{verification}, and the key is {keyName}");
        }

        var isRejected = new WebhookReceiver(key, SignerKey).Receive(body, header) is WebhookReceiveResult.Rejected;
        if (isRejected == verification.IsValid)
        {
            return ("A receiver rejects what the verifier rejects.", $"{verification.Status}, and rejected is {isRejected}");
        }

        var diagnosis = WebhookSignatureDiagnostics.Diagnose(body, header, key, SignerKey);
        if (diagnosis.Status != verification.Status || (verification.IsValid && diagnosis.KeyName != keyName))
        {
            return ("The diagnostics have the result of the verifier.", $"{diagnosis.Status} of {diagnosis.KeyName} instead of {verification}");
        }

        var texts = $"{diagnosis} {key} {verification}";
        return texts.Contains(Corpus.Mark, StringComparison.Ordinal) || texts.Contains(SignerSecret, StringComparison.Ordinal)
            ? ("The diagnostics do not quote the secret, the header or the body.", texts)
            : null;
    }

    /// <summary>The rule of the signature, without code of the library.</summary>
    private static WebhookSignatureStatus Expected(byte[] body, string header, string secret) =>
        string.IsNullOrWhiteSpace(header) ? WebhookSignatureStatus.Missing
        : header.Length != 40 || !header.All(char.IsAsciiHexDigit) ? WebhookSignatureStatus.Malformed
        : header.Equals(Hmac(HMACSHA1.HashData, secret, body), StringComparison.OrdinalIgnoreCase) ? WebhookSignatureStatus.Valid
        : WebhookSignatureStatus.Mismatch;

    private static string Sign(string header, byte[] body) => header.Contains('{', StringComparison.Ordinal)
        ? header
            .Replace(Sha1, Hmac(HMACSHA1.HashData, SignerSecret, body), StringComparison.Ordinal)
            .Replace(Sha256, Hmac(HMACSHA256.HashData, SignerSecret, body), StringComparison.Ordinal)
            .Replace(Sha1Base64, Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(SignerSecret), body)), StringComparison.Ordinal)
            .Replace(Sha256Base64, Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SignerSecret), body)), StringComparison.Ordinal)
        : header;

    private static string Hmac(Func<byte[], byte[], byte[]> hash, string secret, byte[] body) =>
        Convert.ToHexStringLower(hash(Encoding.UTF8.GetBytes(secret), body));

    private static IEnumerable<byte[]> Seeds()
    {
        const string Body = """{"event":"chat.rated","eventData":{"chat_id":743,"text":"a/b é"},"id":"1"}""";
        const string Escaped = """{"event":"chat.rated","eventData":{"chat_id":743,"text":"a\/b \u00e9"},"id":"1"}""";

        string[] headers = [Sha1, $" {Sha1}\r\n", $"sha1={Sha1}", Sha1Base64, Sha256, $"sha256={Sha256Base64}", "", " ", "0123456789abcdef0123456789ABCDEF01234567", Corpus.Mark];
        string[] secrets = [SignerSecret, $"\"{SignerSecret}\"\n", Convert.ToHexString(Encoding.UTF8.GetBytes(SignerSecret)), Convert.ToBase64String(Encoding.UTF8.GetBytes(SignerSecret)), Corpus.Mark];
        string[] bodies = [Body, $"{Body}\0{Body}\n", $"{Body}\0{Escaped}", $"{Body}\r\n\0\uFEFF{Body}\n", $"{Body}\0{Body.Replace(",", ", ", StringComparison.Ordinal)}", "", Corpus.Mark];

        // Each value of one part with the first value of the others.
        return headers.Select(header => Input(header, SignerSecret, Body))
            .Concat(secrets.Skip(1).Select(secret => Input(Sha1, secret, Body)))
            .Concat(bodies.Skip(1).Select(body => Input(Sha1, SignerSecret, body)));
    }

    private static byte[] Input(string header, string secret, string bodies) => Encoding.UTF8.GetBytes($"{header}\0{secret}\0{bodies}");
}
