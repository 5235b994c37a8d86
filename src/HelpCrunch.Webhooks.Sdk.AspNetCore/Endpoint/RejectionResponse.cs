using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Writes the answer to a refused request: a status and no body, since nobody who cannot sign has a right to learn why. Only who
/// signed an unreadable body is told the place, and nothing of what stands there.
/// </summary>
internal static class RejectionResponse
{
    public static Task WriteAsync(HttpResponse response, in WebhookRequestResult result)
    {
        response.StatusCode = result.StatusCode;
        return result.Error is { } error ? WriteProblemAsync(response, error) : Task.CompletedTask;
    }

    private static async Task WriteProblemAsync(HttpResponse response, WebhookParseError error)
    {
        response.ContentType = "application/problem+json";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("title", "The body is no HelpCrunch webhook.");
        json.WriteNumber("status", response.StatusCode);
        json.WriteString("code", error.Code.ToString());
        json.WriteString("path", error.Path);
        json.WriteNumber("lineNumber", error.LineNumber);
        json.WriteNumber("bytePositionInLine", error.BytePositionInLine);
        json.WriteEndObject();
        await json.FlushAsync(CancellationToken.None).ConfigureAwait(false); // A client that went away is no error to log.
    }
}
