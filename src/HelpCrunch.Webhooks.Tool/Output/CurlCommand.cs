namespace HelpCrunch.Webhooks.Tool.Output;

/// <summary>A curl command that posts a file. It is quoted for a POSIX shell, and curl does not expand brackets in the address.</summary>
internal static class CurlCommand
{
    public static string Create(Uri url, string signature, string file) =>
        $"curl --globoff --data-binary {Quote("@" + file)} --header 'Content-Type: application/json' --header '{WebhookSignature.HeaderName}: {signature}' {Quote(url.AbsoluteUri)}";

    /// <summary>Within single quotation marks, a shell interprets nothing.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
