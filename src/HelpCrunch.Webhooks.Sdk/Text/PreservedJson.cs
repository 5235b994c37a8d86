using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>How JSON that was kept raw is read again.</summary>
internal static class PreservedJson
{
    /// <summary>
    /// It has been read once, under the options of parser or serializer, which may have allowed more than the default: no second
    /// limit applies.
    /// </summary>
    public static JsonReaderOptions Options => new()
    {
        MaxDepth = int.MaxValue,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };
}
