using Microsoft.Net.Http.Headers;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Whether a request says that it is JSON.</summary>
internal static class JsonContentType
{
    /// <summary>Absent is allowed: the signature tells who sent it, and the parser what it is.</summary>
    public static bool IsAllowed(string? contentType) =>
        string.IsNullOrEmpty(contentType)
        || contentType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || (MediaTypeHeaderValue.TryParse(contentType, out var type) && IsJson(type));

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase)
        || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);
}
