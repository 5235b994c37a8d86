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
        var headers = delivery.Headers.Where(header => SentHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)).ToLookup(header => IsPlain(header.Value));
        // The command ':' does nothing. An interactive zsh has no comments.
        var notes = string.Concat(headers[false].Select(header => $": {CurlCommand.Quote($"The header {header.Key} is left out because its value has characters other than printable ASCII.")}\n"));
        var options = string.Concat(headers[true].Select(header => $" \\\n  -H {CurlCommand.Quote($"{header.Key}: {header.Value}")}"));
        var curl = $"curl -sS -i --globoff {CurlCommand.Quote(target.AbsoluteUri)}{options} \\\n  ";
        return TryGetText(delivery.Body.Span) is { } text
            ? $"{notes}{curl}--data-raw {CurlCommand.Quote(text)}\n"
            : $"{notes}printf %s {CurlCommand.Quote(Convert.ToBase64String(delivery.Body.Span))} | base64 -d | {curl}--data-binary @-\n";
    }

    // A control character in a text that is pasted can end the paste and run a command, also within quotation marks. Other characters would be
    // sent as other bytes than those of the delivery.
    private static bool IsPlain(string value) => value.All(character => character is >= ' ' and <= '~');

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
