using Microsoft.Net.Http.Headers;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

internal static class JsonContentType
{
    public const string Json = "application/json";

    /// <summary>Whether a Content-Type is JSON or absent. A body without a Content-Type is verified and parsed like JSON.</summary>
    public static bool IsJsonOrAbsent(string? contentType) => string.IsNullOrEmpty(contentType) || IsJson(contentType);

    public static bool IsJson(string? contentType) =>
        Json.Equals(contentType, StringComparison.OrdinalIgnoreCase)
        || (MediaTypeHeaderValue.TryParse(contentType, out var type) && IsJson(type));

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase)
        || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);
}
