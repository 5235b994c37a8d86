using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// Reports a rejected request and writes its response: a status code without a body. For an invalid payload, the response contains the
/// location of the error, but no part of the payload.
/// </summary>
internal static class RejectionResponse
{
    public static Task SendAsync(HttpContext context, string endpointName, in WebhookRequestResult result, WebhookTelemetry telemetry, Activity? activity)
    {
        var rejection = result.Rejection!;
        var account = context.Features.Get<WebhookAccount>()?.Id;
        telemetry.Rejected(activity, endpointName, account, rejection.Reason, result.BodySize);
        rejection.Log(telemetry.Logger, endpointName, Details(result, account), result.Exception);
        ResponseStatus.Set(context, rejection.StatusCode, result.Options?.RetryAfter ?? ResponseStatus.DefaultRetryAfter);
        return GetError(result) is { } error ? WriteProblemAsync(context.Response, error) : Task.CompletedTask;
    }

    private static WebhookParseError? GetError(in WebhookRequestResult result) =>
        result.Rejection == Rejection.InvalidPayload ? result.Error : null;

    private static string Details(in WebhookRequestResult result, string? account)
    {
        var accountDetails = account is null ? "" : $" The account is '{WebhookTags.LogAccount(account)}'.";
        var location = GetError(result) is { } error
            ? $" The error is at {error.Path} (line {error.LineNumber}, byte {error.BytePositionInLine}). {error}"
            : "";
        var details = location + accountDetails;
        if (result.IsCompressed)
        {
            return $"{details} The body is compressed, and no middleware decompressed it. Call app.UseRequestDecompression() before the endpoint, or let the proxy not compress requests.";
        }

        return result.BodySize == 0 ? $"{details} The body is empty. A middleware or another parameter may have read it before." : details;
    }

    private static async Task WriteProblemAsync(HttpResponse response, WebhookParseError error)
    {
        response.ContentLength = null;
        response.ContentType = "application/problem+json";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("title", Rejection.InvalidPayload.Message);
        json.WriteNumber("status", response.StatusCode);
        json.WriteString("code", error.Code.ToString());
        json.WriteString("path", error.Path);
        json.WriteNumber("lineNumber", error.LineNumber);
        json.WriteNumber("bytePositionInLine", error.BytePositionInLine);
        json.WriteEndObject();
        await json.FlushAsync(CancellationToken.None).ConfigureAwait(false); // A disconnected client is not an error to log.
    }
}
