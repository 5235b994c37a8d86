using System.Text;
using HelpCrunch.Webhooks.Tool.Output;

namespace HelpCrunch.Webhooks.Tool.Listening.Web;

/// <summary>A delivery as a command for a POSIX shell, which sends the same bytes.</summary>
internal static class DeliveryCurlCommand
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] SentHeaders = ["Content-Type", WebhookSignature.HeaderName];

    public static string For(ReceivedDelivery delivery, Uri target)
    {
        var options = string.Concat(
            from header in delivery.Headers
            where SentHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)
            select $" \\\n  -H {CurlCommand.Quote($"{header.Key}: {header.Value}")}");
        var curl = $"curl -sS -i {CurlCommand.Quote(target.AbsoluteUri)}{options} \\\n  ";
        return TryGetText(delivery.Body.Span) is { } text
            ? $"{curl}--data-raw {CurlCommand.Quote(text)}\n"
            : $"printf %s {CurlCommand.Quote(Convert.ToBase64String(delivery.Body.Span))} | base64 -d | {curl}--data-binary @-\n";
    }

    /// <summary>The body as text. Null if a shell would change it.</summary>
    private static string? TryGetText(ReadOnlySpan<byte> body)
    {
        try
        {
            var text = StrictUtf8.GetString(body);
            return text.Any(character => char.IsControl(character) && character is not ('\n' or '\t')) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
